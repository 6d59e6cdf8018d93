using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Promises.Recomputing;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Promises.Levels;

/// <summary>Changes what is promised, for whom, or what happens as it runs out. Tickets that are not solved yet are computed anew; the answer says how many.</summary>
internal sealed class ChangeServiceLevel(FettleDb db, InForce levels, CheckLevel check, StartRecomputation recomputation) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/service-levels/{id:long}", (long id, LevelDraft request, ChangeServiceLevel useCase, CancellationToken cancel) => useCase.RunAsync(id, request, cancel));

    /// <exception cref="NotFound">No such level, or not one that the caller may see.</exception>
    /// <exception cref="Conflict">Another level is for exactly these tickets.</exception>
    /// <exception cref="Invalid">A field is none.</exception>
    public async Task<LevelView> RunAsync(long id, LevelDraft request, CancellationToken cancel)
    {
        levels.RequireToManageSomewhere();
        LevelView? view = null;
        await db.InTransactionAsync(
            async () =>
            {
                var level = await db.ServiceLevels.SingleOrDefaultAsync(l => l.Id == id, cancel) ?? throw new NotFound($"Service level {id}");
                levels.RequireToManage(level.OrganisationId, $"Service level {id}");
                var draft = await check.RunAsync(request, self: id, cancel);
                // Where it was and where it is now: both have to be looked at.
                var reach = level.OrganisationId == draft.OrganisationId ? level.OrganisationId : null;
                level.Change(
                    new(draft.OrganisationId, draft.QueueId, draft.Kind), draft.Name, draft.CalendarId,
                    new(draft.Goals, draft.PauseForRequester, draft.PauseForOther, draft.Steps));
                await db.SaveChangesAsync(cancel);
                view = LevelView.Of(level, mayChange: true, await recomputation.RunAsync(reach, $"the service level “{level.Name}” was changed", cancel));
            },
            cancel);
        return view!;
    }
}
