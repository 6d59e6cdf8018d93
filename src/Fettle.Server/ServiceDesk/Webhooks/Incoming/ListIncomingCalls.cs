using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Paging;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Webhooks.Incoming;

/// <summary>What other programs said, newest first, and what became of it.</summary>
internal sealed class ListIncomingCalls(FettleDb db, CurrentPerson me) : IUseCase
{
    /// <param name="Body">The beginning of what came.</param>
    /// <param name="Why">Why it was refused; null where it was not.</param>
    public sealed record Item(long Id, DateTimeOffset At, string? From, CallOutcome Outcome, long? TicketNumber, string? Why, string Body);

    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/incoming-hooks/{id:long}/calls",
        (long id, string? cursor, int? limit, ListIncomingCalls useCase, CancellationToken cancel) => useCase.RunAsync(id, cursor, limit, cancel));

    /// <exception cref="NotFound">No such webhook, or not one that the caller may see.</exception>
    public async Task<Page<Item>> RunAsync(long id, string? cursor, int? limit, CancellationToken cancel)
    {
        me.Require(Permission.ViewTickets);
        if (await db.IncomingHooks.AsNoTracking().SingleOrDefaultAsync(h => h.Id == id, cancel) is not { } hook || !me.May(Permission.ViewTickets, hook.OrganisationId))
            throw new NotFound($"Incoming webhook {id}");
        var (size, before) = (Cursor.Limit(limit ?? 30), Cursor.Read(cursor)?.Id ?? long.MaxValue);
        var rows = await db.IncomingCalls.AsNoTracking().Where(c => c.HookId == id && c.Id < before).OrderByDescending(c => c.Id).Take(size + 1).ToListAsync(cancel);
        return Cursor.Page(rows, size, c => new("", c.Id), c => new Item(c.Id, c.At, c.From, c.Outcome, c.TicketNumber, c.Why, c.Body));
    }
}
