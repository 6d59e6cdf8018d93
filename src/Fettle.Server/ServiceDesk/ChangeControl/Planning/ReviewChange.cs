using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.ChangeControl.Planning;

/// <summary>Looks back at a change: what was learned. With it the change is over.</summary>
internal sealed class ReviewChange(CurrentPerson me, OneChange one) : IUseCase
{
    /// <param name="Review">What went as planned, what did not, what is done otherwise next time; Markdown.</param>
    public sealed record Request(string Review, long? Version = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/changes/{number:long}/review",
        (long number, Request request, ReviewChange useCase, CancellationToken cancel) => useCase.RunAsync(number, request, cancel));

    /// <exception cref="NotFound">No such change in an organisation where the caller works tickets.</exception>
    /// <exception cref="Conflict">It is not finished, or was reviewed.</exception>
    public Task<ChangeView> RunAsync(long number, Request request, CancellationToken cancel) => one.ChangeAsync(
        number,
        request.Version,
        (ticket, change) =>
        {
            var review = Demand.Text(request.Review, "review", PlannedChange.LongestText, severalLines: true);
            one.Move(ticket, change, c => c.Look(review, me.Id));
            return Task.CompletedTask;
        },
        cancel);
}
