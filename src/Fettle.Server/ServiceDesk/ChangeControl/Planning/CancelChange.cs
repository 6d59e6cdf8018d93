using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.ChangeControl.Planning;

/// <summary>Gives a change up before it has begun.</summary>
internal sealed class CancelChange(OneChange one) : IUseCase
{
    public sealed record Request(string Because, long? Version = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/changes/{number:long}/cancel",
        (long number, Request request, CancelChange useCase, CancellationToken cancel) => useCase.RunAsync(number, request, cancel));

    /// <exception cref="NotFound">No such change in an organisation where the caller works tickets.</exception>
    /// <exception cref="Conflict">It has begun, or is over.</exception>
    public Task<ChangeView> RunAsync(long number, Request request, CancellationToken cancel) => one.ChangeAsync(
        number,
        request.Version,
        (ticket, change) =>
        {
            one.Move(ticket, change, c => c.Cancel(), Demand.Text(request.Because, "because", longest: 1000, severalLines: true));
            return Task.CompletedTask;
        },
        cancel);
}
