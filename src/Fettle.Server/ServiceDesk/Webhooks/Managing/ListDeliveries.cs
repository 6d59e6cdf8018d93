using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Paging;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Promises;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Webhooks.Managing;

/// <summary>What a webhook was told, newest first: what was posted, what was answered, and what is still to be tried.</summary>
internal sealed class ListDeliveries(FettleDb db, CurrentPerson me, InForce desk) : IUseCase
{
    /// <param name="Body">What was posted.</param>
    /// <param name="Status">The HTTP status of the last answer; null: none came.</param>
    /// <param name="NextTryAt">When it is tried (again); null: it arrived, or was given up.</param>
    public sealed record Item(
        long Id, string Event, long? TicketNumber, DateTimeOffset At, DateTimeOffset? ArrivedAt, DateTimeOffset? NextTryAt, int Tries, int? Status, string? Failure, int? Milliseconds,
        string Body, string? Answer);

    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/webhooks/{id:long}/deliveries",
        (long id, string? cursor, int? limit, ListDeliveries useCase, CancellationToken cancel) => useCase.RunAsync(id, cursor, limit, cancel));

    /// <exception cref="NotFound">No such webhook, or not one that the caller may see.</exception>
    public async Task<Page<Item>> RunAsync(long id, string? cursor, int? limit, CancellationToken cancel)
    {
        me.Require(Permission.ViewTickets);
        if (await db.Webhooks.AsNoTracking().SingleOrDefaultAsync(w => w.Id == id, cancel) is not { } webhook || !desk.MaySee(webhook.OrganisationId))
            throw new NotFound($"Webhook {id}");
        var (size, before) = (Cursor.Limit(limit ?? 30), Cursor.Read(cursor)?.Id ?? long.MaxValue);
        // Of a webhook of all organisations, those of organisations where the caller sees tickets.
        var works = me.OrganisationsWith(Permission.ViewTickets);
        var rows = await db.WebhookDeliveries.AsNoTracking().Where(d => d.WebhookId == id && d.Id < before && (works == null || works.Contains(d.OrganisationId)))
            .OrderByDescending(d => d.Id).Take(size + 1).ToListAsync(cancel);
        return Cursor.Page(
            rows, size, d => new("", d.Id),
            d => new Item(d.Id, d.Event, d.TicketNumber, d.At, d.ArrivedAt, d.NextTryAt, d.Tries, d.Status, d.Failure, d.Milliseconds, d.Body, d.Answer));
    }
}
