using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.MovingIn.Runs;

/// <summary>Stops after what is being written. What was taken over stays, and starting again goes on there.</summary>
internal sealed class StopImport(OneImport one, TimeProvider clock) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/imports/{id:long}/stop", (long id, StopImport useCase, CancellationToken cancel) => useCase.RunAsync(id, cancel));

    /// <exception cref="NotFound">No such run in an organisation that the caller administers.</exception>
    /// <exception cref="Conflict">It is not at work.</exception>
    public async Task<ImportView> RunAsync(long id, CancellationToken cancel)
    {
        var run = await one.OfMineAsync(id, cancel);
        if (run.State != ImportState.Running)
            throw new Conflict("The import is not at work.");
        run.Stop(clock.GetUtcNow());
        return await one.SaveAsync(run, cancel);
    }
}
