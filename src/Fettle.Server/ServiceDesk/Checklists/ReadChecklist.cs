using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Checklists;

/// <summary>The checklist of a ticket, in the order in which it was written down.</summary>
internal sealed class ReadChecklist(FettleDb db, OneTicket one, Names names) : IUseCase
{
    /// <param name="DoneBy">Null while it is not done.</param>
    public sealed record Item(long Id, string Text, bool Done, PersonRef? DoneBy, DateTimeOffset? DoneAt);

    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/tickets/{number:long}/checklist", (long number, ReadChecklist useCase, CancellationToken cancel) => useCase.RunAsync(number, cancel));

    /// <exception cref="NotFound">No such ticket in an organisation where the caller sees tickets.</exception>
    public async Task<IReadOnlyList<Item>> RunAsync(long number, CancellationToken cancel)
    {
        var ticket = await one.ReadAsync(number, cancel);
        var checks = await db.Checks.AsNoTracking().Where(c => c.TicketId == ticket.Id).OrderBy(c => c.Id).ToListAsync(cancel);
        await names.LoadAsync(checks.Select(c => c.DoneById), [], cancel);
        return checks.ConvertAll(c => new Item(c.Id, c.Text, c.DoneAt is not null, names.Person(c.DoneById), c.DoneAt));
    }
}
