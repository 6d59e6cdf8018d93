using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.ChangeControl.Planning;

/// <summary>Says how a change went: it worked, failed, or was taken back. It then waits for its review.</summary>
internal sealed class FinishChange(OneChange one, TimeProvider clock) : IUseCase
{
    /// <param name="Result">What happened, Markdown; needed where it did not succeed.</param>
    public sealed record Request(ChangeOutcome Outcome, string? Result = null, long? Version = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/changes/{number:long}/finish",
        (long number, Request request, FinishChange useCase, CancellationToken cancel) => useCase.RunAsync(number, request, cancel));

    /// <exception cref="NotFound">No such change in an organisation where the caller works tickets.</exception>
    /// <exception cref="Conflict">It is not in progress.</exception>
    public Task<ChangeView> RunAsync(long number, Request request, CancellationToken cancel) => one.ChangeAsync(
        number,
        request.Version,
        (ticket, change) =>
        {
            var outcome = Demand.Known(request.Outcome, "outcome");
            var result = Demand.OptionalText(request.Result, "result", PlannedChange.LongestText, severalLines: true);
            if (outcome != ChangeOutcome.Succeeded && result is null)
                throw new Invalid("result", "is empty: say what went wrong");
            one.Move(ticket, change, c => c.Finish(outcome, result, clock.GetUtcNow()), outcome switch
            {
                ChangeOutcome.Failed => "It failed.",
                ChangeOutcome.BackedOut => "It was taken back.",
                _ => "It succeeded.",
            });
            return Task.CompletedTask;
        },
        cancel);
}
