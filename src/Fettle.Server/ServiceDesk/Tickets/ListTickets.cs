using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Paging;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Checklists;
using Fettle.Server.ServiceDesk.Promises.Clock;
using Fettle.Server.ServiceDesk.Searching;
using Fettle.Server.ServiceDesk.Views;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Tickets;

/// <summary>The queue: tickets by filter and order, a page at a time, in a number of queries that does not depend on the rows.</summary>
internal sealed class ListTickets(FettleDb db, CurrentPerson me, TicketFilter filter, FindView views, SearchTickets search, Names names) : IUseCase
{
    /// <param name="Unread">The requester's side wrote after the caller last looked.</param>
    /// <param name="Verified">Solved by the device's own evidence.</param>
    /// <param name="DueKind">The promise that is due next; null: nothing is promised, or all of it is done.</param>
    /// <param name="Checklist">How far its checklist is; null where it has none.</param>
    /// <param name="DueAt">When; in the past it is breached, null with a kind it stands still.</param>
    public sealed record Item(
        long Number, TicketKind Kind, string Subject, TicketStatus Status, Priority Priority, QueueRef Queue, PersonRef? Requester, PersonRef? Assignee, DeviceRef? Device,
        long OrganisationId, IReadOnlyList<string> Tags, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, bool Unread, bool Verified,
        TargetKind? DueKind, DateTimeOffset? DueAt, Progress? Checklist);

    /// <param name="Done">So many of the checklist's points.</param>
    public sealed record Progress(int Done, int Of);

    private sealed record Row(
        long Id, long Number, TicketKind Kind, string Subject, TicketStatus Status, Priority Priority, long QueueId, string QueueName, long? RequesterId, long? AssigneeId,
        long? DeviceId, long OrganisationId, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? HeardAt, TargetKind? DueKind, DateTimeOffset DueAt);

    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/tickets",
        ([AsParameters] TicketQuery query, string? cursor, int? limit, ListTickets useCase, CancellationToken cancel) =>
            useCase.RunAsync(query, cursor, limit, cancel));

    /// <exception cref="NotFound">No such view.</exception>
    /// <exception cref="Invalid">A filter's value, the order or the cursor is none.</exception>
    public async Task<Page<Item>> RunAsync(TicketQuery asked, string? cursor, int? limit, CancellationToken cancel)
    {
        var query = asked.View is { } view ? asked.Over(await views.QueryOfAsync(view, cancel)) : asked;
        var size = Cursor.Limit(limit);
        var tickets = await search.AmongAsync(filter.Apply(query), query.Q, cancel);
        // First which ones, out of an index alone, however many there are to sort; then the page's own rows.
        var ids = await TicketOrder.Order(tickets, query.Sort, Cursor.Read(cursor)).Take(size + 1).Select(t => t.Id).ToListAsync(cancel);
        var found = await db.Tickets.Where(t => ids.Contains(t.Id)).Select(t => new Row(
                t.Id, t.Number, t.Kind, t.Subject, t.Status, t.Priority, t.QueueId, t.Queue!.Name, t.RequesterId, t.AssigneeId, t.DeviceId, t.OrganisationId, t.CreatedAt,
                t.UpdatedAt, t.HeardAt, t.DueKind, t.DueAt))
            .ToDictionaryAsync(r => r.Id, cancel);
        // One that changed between the two is still shown where it was; one that is gone is not.
        var rows = ids.Where(found.ContainsKey).Select(id => found[id]).ToList();

        var tags = (await db.TicketTags.AsNoTracking().Where(t => ids.Contains(t.TicketId)).ToListAsync(cancel)).ToLookup(t => t.TicketId, t => t.Tag);
        var checks = await db.Checks.Where(c => ids.Contains(c.TicketId)).GroupBy(c => c.TicketId)
            .Select(g => new { g.Key, Done = g.Count(c => c.DoneAt != null), Of = g.Count() }).ToDictionaryAsync(g => g.Key, g => new Progress(g.Done, g.Of), cancel);
        var seen = await db.TicketsSeen.Where(s => s.PersonId == me.Id && ids.Contains(s.TicketId)).ToDictionaryAsync(s => s.TicketId, s => s.At, cancel);
        await names.LoadAsync(rows.SelectMany(r => new[] { r.RequesterId, r.AssigneeId }), rows.Select(r => r.DeviceId), cancel);
        return Cursor.Page(rows, size, r => TicketOrder.CursorOf(query.Sort, r.Priority, r.CreatedAt, r.UpdatedAt, r.DueAt, r.Id), Show);

        Item Show(Row r) => new(
            r.Number, r.Kind, r.Subject, r.Status, r.Priority, new(r.QueueId, r.QueueName), names.Person(r.RequesterId), names.Person(r.AssigneeId),
            names.Device(r.DeviceId), r.OrganisationId, [.. tags[r.Id].Order()], r.CreatedAt, r.UpdatedAt,
            Unread: r.HeardAt > (seen.TryGetValue(r.Id, out var at) ? at : DateTimeOffset.MinValue), Verified: r.Status == TicketStatus.Verified,
            r.DueKind, r.DueAt == Ticket.NotDue ? null : r.DueAt, checks.GetValueOrDefault(r.Id));
    }
}
