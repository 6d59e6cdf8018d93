using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Relations;
using Fettle.Server.ServiceDesk.Together;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Tickets;

/// <summary>Answers the requester on behalf of the desk. It uses up the draft, and takes a new ticket up.</summary>
internal sealed class ReplyToTicket(FettleDb db, CurrentPerson me, OneTicket one, OnceOnly once, BeforeSolving before, MentionPeople mentions, TimeProvider clock) : IUseCase
{
    /// <summary>Characters of a reply, a note or a report.</summary>
    public const int LongestBody = 50_000;

    private const int MostFiles = 50;

    /// <param name="Public">False makes it an internal note.</param>
    /// <param name="Status">What the ticket becomes with this reply, such as <c>waitingForRequester</c> or <c>resolved</c>.</param>
    /// <param name="Files">Attachments of this ticket, uploaded before, that go with the reply where it goes by mail.</param>
    /// <param name="Force">Solve it although it has open children.</param>
    public sealed record Request(string Body, bool Public = true, TicketStatus? Status = null, IReadOnlyList<long>? Files = null, bool Force = false);

    /// <param name="Id">The entry in the timeline.</param>
    public sealed record Reply(long Id);

    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/tickets/{number:long}/replies",
        (long number, Request request, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, ReplyToTicket useCase, CancellationToken cancel) =>
            useCase.RunAsync(number, request, idempotencyKey, cancel));

    /// <exception cref="NotFound">No such ticket in an organisation where the caller works tickets.</exception>
    /// <exception cref="Conflict">The ticket is closed, or cannot become what was asked for.</exception>
    public async Task<Reply> RunAsync(long number, Request request, string? idempotencyKey, CancellationToken cancel)
    {
        var body = Demand.Text(request.Body, "body", LongestBody, severalLines: true);
        if (request.Files?.Count > MostFiles)
            throw new Invalid("files", $"has more than {MostFiles} files");
        return new(await once.RunAsync(idempotencyKey, (number, request), () => WriteAsync(number, request, body, cancel), cancel));
    }

    private async Task<(long Organisation, long Entry)> WriteAsync(long number, Request request, string body, CancellationToken cancel)
    {
        TicketEntry? entry = null;
        await one.ChangeSurvivorAsync(
            number,
            async ticket =>
            {
                if (ticket.Status == TicketStatus.Closed && request.Public)
                    throw new Conflict($"Ticket {ticket.Number} is closed. Open a new ticket and link it.");
                if (request.Status is { } wanted)
                    await before.CheckAsync(ticket, wanted, request.Force, cancel);
                entry = request.Public
                    ? ticket.Answer(body, Author.Staff(me), clock.GetUtcNow(), request.Files)
                    : ticket.Note(EntryKind.Note, Author.Staff(me), clock.GetUtcNow(), text: body);
                if (!request.Public)
                    await mentions.RunAsync(ticket, body, cancel);
                // What was begun is said now, on this ticket or on the one it goes on in.
                var said = db.Tickets.Where(t => t.Number == number || t.Number == ticket.Number).Select(t => t.Id);
                await db.OwnDrafts.Where(d => d.PersonId == me.Id && said.Contains(d.TicketId)).ExecuteDeleteAsync(cancel);
                if (request.Status is { } status)
                    ticket.ChangeStatus(status, null, Author.Staff(me), clock.GetUtcNow());
            },
            cancel);
        return (entry!.OrganisationId, entry.Id);
    }
}
