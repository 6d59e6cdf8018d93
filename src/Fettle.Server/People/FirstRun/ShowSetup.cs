using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.People.FirstRun;

/// <summary>Whether this installation still waits for its first administrator.</summary>
internal sealed class ShowSetup(FettleDb db) : IUseCase
{
    public sealed record Response(bool Open);

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/setup", (ShowSetup useCase, CancellationToken cancel) => useCase.RunAsync(cancel));

    public async Task<Response> RunAsync(CancellationToken cancel) => new(!await db.SetUps.AnyAsync(s => s.ClosedAt != null, cancel));
}
