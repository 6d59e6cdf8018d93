using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Paging;

namespace Fettle.Server.ServiceDesk.Tickets;

/// <summary>The orders of a list of tickets, and how each goes on after a cursor.</summary>
internal static class TicketOrder
{
    /// <exception cref="Invalid">No such order, or the cursor is of another one.</exception>
    public static IQueryable<Ticket> Order(IQueryable<Ticket> tickets, string? sort, Cursor? after)
    {
        switch (sort)
        {
            case null or "updated":
                if (after is not null)
                {
                    // The first condition alone lets the index begin at the right place.
                    var at = Instant(after.Key);
                    tickets = tickets.Where(t => t.UpdatedAt <= at && (t.UpdatedAt < at || t.Id < after.Id));
                }
                return tickets.OrderByDescending(t => t.UpdatedAt).ThenByDescending(t => t.Id);
            case "created":
                if (after is not null)
                {
                    var at = Instant(after.Key);
                    tickets = tickets.Where(t => t.CreatedAt <= at && (t.CreatedAt < at || t.Id < after.Id));
                }
                return tickets.OrderByDescending(t => t.CreatedAt).ThenByDescending(t => t.Id);
            case "priority":
                if (after is not null)
                {
                    var (priority, at) = (Enum.TryParse<Priority>(after.Key.Split(' ')[0], out var p) ? p : throw NoCursor(), Instant(after.Key.Split(' ')[^1]));
                    tickets = tickets.Where(t => t.Priority >= priority && (t.Priority > priority || t.UpdatedAt < at || (t.UpdatedAt == at && t.Id < after.Id)));
                }
                return tickets.OrderBy(t => t.Priority).ThenByDescending(t => t.UpdatedAt).ThenByDescending(t => t.Id);
            case "due":
                if (after is not null)
                {
                    var at = Instant(after.Key);
                    tickets = tickets.Where(t => t.DueAt >= at && (t.DueAt > at || t.Id > after.Id));
                }
                return tickets.OrderBy(t => t.DueAt).ThenBy(t => t.Id);
            default:
                throw new Invalid("sort", "is none of updated, created, priority, due");
        }
    }

    public static Cursor CursorOf(string? sort, Priority priority, DateTimeOffset createdAt, DateTimeOffset updatedAt, DateTimeOffset dueAt, long id) => new(
        sort switch
        {
            "created" => $"{createdAt.UtcTicks}",
            "due" => $"{dueAt.UtcTicks}",
            "priority" => $"{priority} {updatedAt.UtcTicks}",
            _ => $"{updatedAt.UtcTicks}",
        },
        id);

    private static DateTimeOffset Instant(string ticks) =>
        long.TryParse(ticks, out var t) && t >= 0 && t <= DateTimeOffset.MaxValue.UtcTicks ? new(t, TimeSpan.Zero) : throw NoCursor();

    private static Invalid NoCursor() => new("cursor", "belongs to another order; leave it away to start from the beginning");
}
