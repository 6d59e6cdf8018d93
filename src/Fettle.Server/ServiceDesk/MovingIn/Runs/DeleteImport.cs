using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.MovingIn.Runs;

/// <summary>Forgets a run with its token, file and report. What it took over stays, and is known again when it is taken over anew under the same prefix.</summary>
internal sealed class DeleteImport(FettleDb db, OneImport one) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapDelete("/imports/{id:long}", (long id, DeleteImport useCase, CancellationToken cancel) => useCase.RunAsync(id, cancel));

    /// <exception cref="NotFound">No such run in an organisation that the caller administers.</exception>
    /// <exception cref="Conflict">It is at work.</exception>
    public async Task RunAsync(long id, CancellationToken cancel)
    {
        var run = await one.OfMineAsync(id, cancel);
        if (!run.IsSet)
            throw new Conflict("The import is at work. Stop it first.");
        db.Remove(run);
        await one.SaveAsync(run, cancel);
    }
}
