using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.MovingIn.Runs;

/// <summary>How far a run is.</summary>
internal sealed class ReadImport(OneImport one) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/imports/{id:long}", (long id, ReadImport useCase, CancellationToken cancel) => useCase.RunAsync(id, cancel));

    /// <exception cref="NotFound">No such run in an organisation where the caller sees tickets.</exception>
    public async Task<ImportView> RunAsync(long id, CancellationToken cancel) => ImportView.Of(await one.ToReadAsync(id, cancel));
}
