using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Paging;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Portal;

/// <summary>A requester's own tickets and those they watch, the latest first.</summary>
internal sealed class ListOwnTickets(OwnTickets own) : IUseCase
{
    public sealed record Item(long Number, string Subject, TicketStatus Status, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

    private sealed record Row(long Id, long Number, string Subject, TicketStatus Status, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/portal/tickets", (string? cursor, int? limit, ListOwnTickets useCase, CancellationToken cancel) => useCase.RunAsync(cursor, limit, cancel));

    /// <exception cref="Forbidden">The caller has no portal.</exception>
    public async Task<Page<Item>> RunAsync(string? cursor, int? limit, CancellationToken cancel)
    {
        var size = Cursor.Limit(limit);
        var rows = await TicketOrder.Order(own.All().AsNoTracking(), sort: null, Cursor.Read(cursor))
            .Take(size + 1)
            .Select(t => new Row(t.Id, t.Number, t.Subject, t.Status, t.CreatedAt, t.UpdatedAt))
            .ToListAsync(cancel);
        return Cursor.Page(
            rows, size, r => new Cursor($"{r.UpdatedAt.UtcTicks}", r.Id), r => new Item(r.Number, r.Subject, r.Status, r.CreatedAt, r.UpdatedAt));
    }
}
