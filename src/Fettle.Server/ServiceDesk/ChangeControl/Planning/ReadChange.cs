using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.ChangeControl.Planning;

/// <summary>A change's plan, risk, approval and outcome; what happened with it is its ticket's timeline.</summary>
internal sealed class ReadChange(ShowChange show) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/changes/{number:long}", (long number, ReadChange useCase, CancellationToken cancel) => useCase.RunAsync(number, cancel));

    /// <exception cref="NotFound">No such change in an organisation where the caller sees tickets.</exception>
    public Task<ChangeView> RunAsync(long number, CancellationToken cancel) => show.RunAsync(number, cancel);
}
