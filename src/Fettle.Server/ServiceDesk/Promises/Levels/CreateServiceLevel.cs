using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Promises.Recomputing;

namespace Fettle.Server.ServiceDesk.Promises.Levels;

/// <summary>Promises something for some tickets. Those that are not solved yet get their due times; the answer says how many there are to look at.</summary>
internal sealed class CreateServiceLevel(FettleDb db, InForce levels, CheckLevel check, StartRecomputation recomputation) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/service-levels", (LevelDraft request, CreateServiceLevel useCase, CancellationToken cancel) => useCase.RunAsync(request, cancel));

    /// <exception cref="NotFound">The organisation is not the caller's to see.</exception>
    /// <exception cref="Conflict">Another level is for exactly these tickets.</exception>
    /// <exception cref="Invalid">A field is none.</exception>
    public async Task<LevelView> RunAsync(LevelDraft request, CancellationToken cancel)
    {
        levels.RequireToManageSomewhere();
        LevelView? view = null;
        await db.InTransactionAsync(async () => view = await MakeAsync(request, cancel), cancel);
        return view!;
    }

    /// <summary>Inside a transaction.</summary>
    public async Task<LevelView> MakeAsync(LevelDraft request, CancellationToken cancel)
    {
        var draft = await check.RunAsync(request, self: null, cancel);
        var level = ServiceLevel.Of(
            new(draft.OrganisationId, draft.QueueId, draft.Kind), draft.Name, draft.CalendarId, new(draft.Goals, draft.PauseForRequester, draft.PauseForOther, draft.Steps));
        db.Add(level);
        await db.SaveChangesAsync(cancel);
        return LevelView.Of(level, mayChange: true, await recomputation.RunAsync(draft.OrganisationId, $"the service level “{level.Name}” was added", cancel));
    }
}
