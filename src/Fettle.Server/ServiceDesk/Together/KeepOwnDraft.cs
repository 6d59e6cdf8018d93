using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.ServiceDesk.Together;

/// <summary>Keeps what somebody is writing on a ticket, so that it is there after a reload and in another browser; nothing forgets it.</summary>
internal sealed class KeepOwnDraft(FettleDb db, CurrentPerson me, OneTicket one, TimeProvider clock) : IUseCase
{
    public sealed record Request(string? Body, bool Public = true);

    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/tickets/{number:long}/own-draft",
        (long number, Request request, KeepOwnDraft useCase, CancellationToken cancel) => useCase.RunAsync(number, request, cancel));

    /// <exception cref="NotFound">No such ticket in an organisation where the caller works tickets.</exception>
    /// <exception cref="Invalid">It is longer than a reply may be.</exception>
    public async Task<NoContent> RunAsync(long number, Request request, CancellationToken cancel)
    {
        me.Require(Permission.WorkTickets);
        var ticket = await one.ReadAsync(number, cancel);
        me.Require(Permission.WorkTickets, ticket.OrganisationId);
        // Not trimmed, and control characters are left to the sending: it is half a sentence.
        var body = string.IsNullOrWhiteSpace(request.Body) ? null : StorableText.Of(request.Body);
        if (body?.Length > ReplyToTicket.LongestBody)
            throw new Invalid("body", $"is longer than {ReplyToTicket.LongestBody} characters");

        await db.InTransactionAsync(
            async () =>
            {
                // Two windows of the same person at once: the ticket's row orders them.
                await one.LockAsync(number, cancel);
                var draft = await db.OwnDrafts.SingleOrDefaultAsync(d => d.PersonId == me.Id && d.TicketId == ticket.Id, cancel);
                if (body is null && draft is not null)
                    db.Remove(draft);
                else if (body is not null && draft is null)
                    db.Add(new OwnDraft { OrganisationId = ticket.OrganisationId, TicketId = ticket.Id, PersonId = me.Id, Body = body, Public = request.Public, At = clock.GetUtcNow() });
                else if (body is not null && draft is not null)
                    (draft.Body, draft.Public, draft.At) = (body, request.Public, clock.GetUtcNow());
                await db.SaveChangesAsync(cancel);
            },
            cancel);
        return TypedResults.NoContent();
    }
}
