using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Fettle.Agent.Platform;
using Fettle.Diagnosis;
using Fettle.Protocol;

namespace Fettle.Agent.Diagnosis;

/// <summary>
/// Runs the commands that somebody approved, exactly those (docs/adr/0007), and looks whether the cause is gone: 1. the evidence before, 2. the commands,
/// up to the first that fails, 3. the cause's own probes again, with the patience that its playbook asks for.
/// </summary>
internal sealed class ApplyRemedy(PlaybookSet playbooks, IDevice device, TimeProvider clock)
{
    private const int MostOutputKept = 16 * 1024;
    private readonly Verify _verify = new(playbooks, clock);

    public async Task<RemedyOutcome> RunAsync(RemedyOrder order, Action<string> printed, CancellationToken cancel)
    {
        var held = new HeldCause(order.Cause, order.Instances ?? []);
        var (before, _) = await _verify.LookAsync(held, null, cancel);

        var applied = new List<AppliedCommand>();
        foreach (var command in order.Commands)
        {
            applied.Add(await ApplyAsync(command, printed, cancel));
            if (applied[^1].ExitCode != 0)
                break;
        }

        var (after, _) = await _verify.LookUntilGoneAsync(held, null, cancel);
        var report = new FixReport
        {
            Cause = order.Cause,
            Remedies = [order.RemedyId],
            Applied = applied,
            Verified = after.State is CauseState.Gone,
            Before = before.Evidence,
            After = after.Evidence,
            Note = before.State is CauseState.Gone ? "The cause was not there any more when the commands ran." : null,
        };
        return new RemedyOutcome(
            JsonSerializer.SerializeToElement(report, DiagnosisJson.Default.FixReport), report.Verified, applied.Count > 0 ? applied[^1].ExitCode : 0);
    }

    private async Task<AppliedCommand> ApplyAsync(string command, Action<string> printed, CancellationToken cancel)
    {
        printed($"$ {command}\n");
        var started = Stopwatch.GetTimestamp();
        var kept = new StringBuilder();
        var exitCode = await device.RunAsync(command, text =>
        {
            printed(text);
            kept.Append(text);
            if (kept.Length > MostOutputKept)
                kept.Remove(0, kept.Length - MostOutputKept);
        }, cancel);
        return new AppliedCommand(command, exitCode, kept.ToString().TrimEnd()) { DurationMs = (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds };
    }
}
