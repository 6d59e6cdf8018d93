using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Portal;
using Fettle.Server.ServiceDesk.Promises.Clock;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Promises.Showing;

/// <summary>What a requester is promised: until when they hear from the desk, and until when it is to be solved. Times that are past are not shown to them.</summary>
internal sealed class ReadOwnPromise(FettleDb db, OwnTickets own, TimeProvider clock) : IUseCase
{
    /// <param name="HearBy">Null: nothing is promised, it is kept already, or it is our turn no longer.</param>
    /// <param name="Late">It is past, and we have not written yet.</param>
    public sealed record OwnPromise(DateTimeOffset? HearBy, DateTimeOffset? SolvedBy, bool Late);

    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/portal/tickets/{number:long}/promise", (long number, ReadOwnPromise useCase, CancellationToken cancel) => useCase.RunAsync(number, cancel));

    /// <exception cref="NotFound">No such ticket, or it is neither theirs nor watched by them.</exception>
    public async Task<OwnPromise> RunAsync(long number, CancellationToken cancel)
    {
        var ticket = await own.ReadAsync(number, cancel);
        var now = clock.GetUtcNow();
        var open = await db.TicketTargets.AsNoTracking().Where(t => t.TicketId == ticket.Id && t.EndedAt == null && t.DueAt != null).ToListAsync(cancel);
        var hear = open.Where(t => t.Kind != TargetKind.Resolution).Select(t => t.DueAt).Min();
        return new(hear > now ? hear : null, open.Where(t => t.Kind == TargetKind.Resolution && t.DueAt > now).Select(t => t.DueAt).Min(), Late: hear <= now);
    }
}
