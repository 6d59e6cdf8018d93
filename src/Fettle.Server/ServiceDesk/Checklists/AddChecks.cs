using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Checklists;

/// <summary>Writes down what is to be done on a ticket.</summary>
internal sealed class AddChecks(FettleDb db, OneTicket one, ReadChecklist read) : IUseCase
{
    public sealed record Request(IReadOnlyList<string> Texts);

    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/tickets/{number:long}/checklist",
        (long number, Request request, AddChecks useCase, CancellationToken cancel) => useCase.RunAsync(number, request, cancel));

    /// <exception cref="NotFound">No such ticket in an organisation where the caller works tickets.</exception>
    /// <exception cref="Invalid">Nothing is written, or too much.</exception>
    public async Task<IReadOnlyList<ReadChecklist.Item>> RunAsync(long number, Request request, CancellationToken cancel)
    {
        await one.ChangeAsync(number, version: null, ticket => AddAsync(ticket, Clean(request.Texts), cancel), cancel);
        return await read.RunAsync(number, cancel);
    }

    /// <exception cref="Invalid">One is empty or too long, or they are too many.</exception>
    public static IReadOnlyList<string> Clean(IReadOnlyList<string>? texts) =>
        texts is { Count: > Check.MostOfATicket }
            ? throw new Invalid("texts", $"are more than {Check.MostOfATicket}")
            : [.. (texts ?? []).Select(t => Demand.Text(t, "texts", Check.LongestText))];

    private async Task AddAsync(Ticket ticket, IReadOnlyList<string> texts, CancellationToken cancel)
    {
        if (texts.Count == 0)
            throw new Invalid("texts", "are missing");
        if (texts.Count + await db.Checks.CountAsync(c => c.TicketId == ticket.Id, cancel) > Check.MostOfATicket)
            throw new Invalid("texts", $"would be more than {Check.MostOfATicket} on this ticket");
        db.AddRange(texts.Select(text => Check.Of(ticket, text)));
    }
}
