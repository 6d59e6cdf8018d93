using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.MovingIn.Runs;

/// <summary>Begins taking over in the background, goes on with what was stopped or has failed, or does again what was finished: only what is new there is taken then.</summary>
internal sealed class StartImport(OneImport one, TimeProvider clock) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/imports/{id:long}/start", (long id, StartImport useCase, CancellationToken cancel) => useCase.RunAsync(id, cancel));

    /// <exception cref="NotFound">No such run in an organisation that the caller administers.</exception>
    /// <exception cref="Conflict">Its file or its token is missing, or it is at work already.</exception>
    public async Task<ImportView> RunAsync(long id, CancellationToken cancel)
    {
        var run = await one.OfMineAsync(id, cancel);
        if (!run.IsSet)
            throw new Conflict("The import is at work already.");
        if (ImportRequest.NeedsAddress(run.Source) ? run.SealedSecret is null : run.FileHash is null)
            throw new Conflict(run.FileHash is null && !ImportRequest.NeedsAddress(run.Source) ? "There is no file yet." : "There is no token yet.");
        run.Start(clock.GetUtcNow());
        return await one.SaveAsync(run, cancel);
    }
}
