using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.ChangeControl.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.ChangeControl.Approval;

/// <summary>Says that a plan is ready: a standard change is scheduled at once, the others wait for the board. A freeze refuses all but emergencies.</summary>
internal sealed class SubmitChange(FettleDb db, CurrentPerson me, FindConflicts conflicts, OneChange one, TimeProvider clock) : IUseCase
{
    /// <param name="Force">Submit it although another change touches the same devices at that time.</param>
    public sealed record Request(long? Version = null, bool Force = false);

    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/changes/{number:long}/submit",
        (long number, Request request, SubmitChange useCase, CancellationToken cancel) => useCase.RunAsync(number, request, cancel));

    /// <exception cref="NotFound">No such change in an organisation where the caller works tickets.</exception>
    /// <exception cref="Conflict">It is no draft, falls into a freeze, or nobody can approve it; or (may be forced) another change touches its devices then.</exception>
    /// <exception cref="Invalid">Something is missing in its plan.</exception>
    public Task<ChangeView> RunAsync(long number, Request request, CancellationToken cancel) => one.ChangeAsync(
        number,
        request.Version,
        async (ticket, change) =>
        {
            var now = clock.GetUtcNow();
            if (await conflicts.FreezeOfAsync(change, cancel) is { } freeze)
                throw new Conflict($"Changes wait from {freeze.From:yyyy-MM-dd HH:mm} to {freeze.Until:yyyy-MM-dd HH:mm} UTC ({freeze.Name}). Choose another time; only an emergency goes ahead.");
            if (!request.Force && (await conflicts.OfAsync(change, cancel)).FirstOrDefault(c => c.Devices.Count > 0) is { } other)
                throw new Conflict($"Change {other.Number} touches {other.Devices[0]} at the same time.") { MayBeForced = true };
            var quorum = change.Kind == ChangeType.Standard ? 0 : await QuorumAsync(change, cancel);
            one.Move(ticket, change, c => c.Submit(me.Id, quorum, now));
        },
        cancel);

    private async Task<int> QuorumAsync(PlannedChange change, CancellationToken cancel)
    {
        var board = await db.ChangeBoards.AsNoTracking().SingleOrDefaultAsync(b => b.OrganisationId == change.OrganisationId, cancel)
            ?? throw new Conflict("Nobody approves changes here yet. Somebody who manages the desk names a board first.");
        var quorum = change.Kind == ChangeType.Emergency ? 1 : board.Quorum;
        var others = board.Members.Count(m => !change.IsOf(m) && m != me.Id);
        return others >= quorum ? quorum
            : throw new Conflict($"It takes {quorum} of the board to approve this, and only {others} of its members have no part in the change. Nobody approves their own.");
    }
}
