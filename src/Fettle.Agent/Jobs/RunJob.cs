using System.Text.Json;
using Fettle.Agent.Diagnosis;
using Fettle.Agent.Platform;
using Fettle.Protocol;

namespace Fettle.Agent.Jobs;

/// <summary>Does what one admitted order says, within its time, and says how it ended.</summary>
internal sealed class RunJob(IDevice device, IDiagnosis diagnosis, TimeProvider clock)
{
    private sealed record Ending(bool Succeeded, int? ExitCode, JsonElement? Report, string? Error);

    /// <param name="cancelled">Somebody no longer wants it.</param>
    /// <param name="stopping">The agent is going down; the job is then left as running, which the next start reports as interrupted.</param>
    /// <exception cref="OperationCanceledException">The agent is going down.</exception>
    public async Task<JobResult> RunAsync(JobOrder order, Action<string> printed, CancellationToken cancelled, CancellationToken stopping)
    {
        var startedAt = clock.GetUtcNow();
        using var timeUp = new CancellationTokenSource(TimeSpan.FromSeconds(order.TimeLimitSeconds), clock);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(cancelled, stopping, timeUp.Token);
        try
        {
            any.Token.ThrowIfCancellationRequested();
            var ending = await DoAsync(order, printed, any.Token);
            return Result(ending.Succeeded ? JobOutcome.Succeeded : JobOutcome.Failed, ending);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return cancelled.IsCancellationRequested
                ? Result(JobOutcome.Cancelled, new Ending(false, null, null, "Cancelled while it ran"))
                : Result(JobOutcome.TimedOut, new Ending(false, null, null, $"Ended by force after its time limit of {order.TimeLimitSeconds} s"));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whatever goes wrong inside a job is that job's failure, and its report; the agent goes on.
            return Result(JobOutcome.Failed, new Ending(false, null, null, $"{e.GetType().Name}: {e.Message}"));
        }

        JobResult Result(JobOutcome outcome, Ending ending) =>
            new(order.Attempt, outcome, startedAt, clock.GetUtcNow(), ending.ExitCode, ending.Report, ending.Error);
    }

    private async Task<Ending> DoAsync(JobOrder order, Action<string> printed, CancellationToken cancel)
    {
        switch (order.Kind)
        {
            case JobKind.CheckUp:
                return new Ending(true, null, await diagnosis.CheckUpAsync(order.CheckUp!.Symptom, cancel), null);

            case JobKind.Verify:
                return new Ending(true, null, await diagnosis.VerifyAsync(order.Verify!, cancel), null);

            case JobKind.Remedy:
                var outcome = await diagnosis.ApplyAsync(order.Remedy!, printed, cancel);
                var error = outcome switch
                {
                    { ExitCode: not 0 } => $"A command ended with exit code {outcome.ExitCode}",
                    { Verified: false } => "The commands ran, but the fault is still there",
                    _ => null,
                };
                return new Ending(error is null, outcome.ExitCode, outcome.Report, error);

            case JobKind.Script:
                var exitCode = await device.RunAsync(device.Script(order.Script!.Commands), printed, cancel);
                return new Ending(exitCode == 0, exitCode, null, exitCode == 0 ? null : $"The script ended with exit code {exitCode}");

            default:
                throw new InvalidOperationException($"There is no way to do a job of the kind {order.Kind}");
        }
    }
}
