using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Portal;

/// <summary>
/// A requester writes on their ticket. A solved one opens again; a closed one stays closed, and a new one that is linked to it begins: what is wrong now
/// may have another cause, and gets a check-up of its own.
/// </summary>
internal sealed class ReplyToOwnTicket(
    FettleDb db, CurrentPerson me, OwnTickets own, OneTicket one, NewTicket tickets, LinkTickets links, OnceOnly once, TimeProvider clock) : IUseCase
{
    public sealed record Request(string Body);

    /// <param name="Number">The ticket that the reply is on now: this one, the one that it was merged into, or a new one.</param>
    /// <param name="NewTicket">True where that is a new one, because the one before was closed.</param>
    public sealed record Reply(long Number, long EntryId, bool NewTicket);

    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/portal/tickets/{number:long}/replies",
        (long number, Request request, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, ReplyToOwnTicket useCase, CancellationToken cancel) =>
            useCase.RunAsync(number, request, idempotencyKey, cancel));

    /// <exception cref="NotFound">No such ticket, or it is neither theirs nor watched by them.</exception>
    public async Task<Reply> RunAsync(long number, Request request, string? idempotencyKey, CancellationToken cancel)
    {
        var body = Demand.Text(request.Body, "body", ReplyToTicket.LongestBody, severalLines: true);
        await own.ReadAsync(number, cancel);
        var entry = await once.RunAsync(idempotencyKey, (number, request), () => WriteAsync(number, body, cancel), cancel);
        var on = await (from e in db.TicketEntries where e.Id == entry join t in db.Tickets on e.TicketId equals t.Id select new { t.Number, e.Kind }).SingleAsync(cancel);
        return new(on.Number, entry, NewTicket: on.Kind == EntryKind.Opened);
    }

    private async Task<(long Organisation, long Entry)> WriteAsync(long number, string body, CancellationToken cancel)
    {
        var (ticket, now) = ((await one.LockSurvivorAsync(number, cancel))!, clock.GetUtcNow());
        if (ticket.Status != TicketStatus.Closed)
        {
            var entry = ticket.Hear(body, Author.Requester(me), now);
            await one.SaveAsync(ticket, cancel);
            return (ticket.OrganisationId, entry.Id);
        }

        var next = await tickets.OpenAsync(
            new(ticket.OrganisationId, ticket.Kind, ticket.Subject, body) { RequesterId = me.Id, DeviceId = ticket.DeviceId, QueueId = ticket.QueueId },
            Author.Requester(me), now, cancel);
        var opening = next.Entries[0].Id;
        await links.AddAsync(next, ticket, LinkKind.RelatesTo, Author.Fettle, now, cancel);
        await one.SaveAsync(next, cancel);
        await one.SaveAsync(ticket, cancel);
        return (next.OrganisationId, opening);
    }
}
