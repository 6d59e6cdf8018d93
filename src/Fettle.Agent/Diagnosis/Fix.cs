using Fettle.Diagnosis;

namespace Fettle.Agent.Diagnosis;

/// <summary>
/// Puts one cause right: 1. finds it with its own probes, 2. picks a remedy, 3. asks, 4. applies, 5. looks again. When the remedy did not help,
/// the next that is not dangerous is offered.
/// </summary>
internal sealed class Fix(PlaybookSet playbooks, TimeProvider clock)
{
    private static readonly TimeSpan CommandLimit = TimeSpan.FromMinutes(5);

    /// <summary>A service that has not started by then waits for something that does not come.</summary>
    private static readonly TimeSpan ServiceLimit = TimeSpan.FromSeconds(45);
    private const int MostRemedies = 4;
    private const int Interrupted = 130;
    private readonly Verify _verify = new(playbooks, clock);

    /// <param name="Cause">A cause of the playbooks.</param>
    /// <param name="Remedy">The one remedy to apply; null takes the recommended ones in turn.</param>
    /// <param name="Instances">Where; empty means everywhere it is found.</param>
    /// <param name="Symptom">The complaint, where it decides what is meant.</param>
    public sealed record Request(string Cause, string? Remedy = null, IReadOnlyList<string>? Instances = null, string? Symptom = null);

    /// <param name="request">What to fix.</param>
    /// <param name="confirm">Shown the remedy before it is applied; false declines it.</param>
    /// <param name="onOutput">Each command as <c>$ command</c>, and each line that it writes.</param>
    /// <param name="cancel">Stops it; the command that runs is killed.</param>
    /// <exception cref="UnknownRemedy">The cause was found, and has no such remedy here.</exception>
    public async Task<FixReport> RunAsync(Request request, Func<Finding, Remedy, bool> confirm, Action<string>? onOutput, CancellationToken cancel)
    {
        var held = new HeldCause(request.Cause, request.Instances ?? []);
        var (report, finding) = await _verify.LookAsync(held, request.Symptom, cancel);
        var before = report.Evidence;
        if (finding is null || report.State is not CauseState.Present)
        {
            return Report(request.Cause, [], [], [], false, before, before,
                report.State is CauseState.Gone ? "It is not there: nothing was changed." : "Its probes could not measure it: nothing was changed.");
        }
        held = held with { Instances = report.Instances };

        var applied = new List<AppliedCommand>();
        var remedies = new List<string>();
        var undo = new List<string>();
        string? note = null;
        for (var round = 0; round < MostRemedies && finding is not null; round++)
        {
            if (Choose(finding, request.Remedy, remedies) is not { } remedy)
            {
                note = remedies.Count > 0 ? "The remedies were applied and it is still there." : NothingToApply(finding);
                break;
            }
            if (!confirm(finding, remedy))
            {
                note = "Declined.";
                break;
            }
            remedies.Add(remedy.Id);
            undo.InsertRange(0, remedy.Undo);
            try
            {
                await ApplyAsync(remedy, applied, onOutput, cancel);
                (report, finding) = await _verify.LookUntilGoneAsync(held, request.Symptom, cancel);
            }
            // Whoever stops it has to know what was done by then, and how to take it back.
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return Report(request.Cause, remedies, applied, undo, false, before, before, "Stopped in the middle: what had run by then is listed, and nothing was verified.");
            }
            if (report.State is not CauseState.Present)
                break;
        }
        return Report(request.Cause, remedies, applied, undo, remedies.Count > 0 && applied.Count > 0 && report.State is CauseState.Gone, before, report.Evidence, note);
    }

    private static Remedy? Choose(Finding finding, string? wanted, List<string> tried)
    {
        if (wanted is null)
            return finding.Remedies.FirstOrDefault(remedy => remedy.Risk is not Risk.Dangerous && remedy.Commands.Count > 0 && !tried.Contains(remedy.Id));
        if (tried.Count > 0)
            return null;
        return finding.Remedies.FirstOrDefault(remedy => remedy.Id == wanted) ?? throw new UnknownRemedy(finding, wanted);
    }

    private static string NothingToApply(Finding finding) => finding.Remedies switch
    {
        [] => "There is no remedy that this program may apply; a person has to act on the explanation.",
        [var only, ..] when finding.Remedies.All(remedy => remedy.Commands.Count is 0) => only.Title,
        [var first, ..] => $"Only a dangerous remedy is left; name it to apply it: --remedy {first.Id}",
    };

    private async Task ApplyAsync(Remedy remedy, List<AppliedCommand> applied, Action<string>? onOutput, CancellationToken cancel)
    {
        foreach (var command in remedy.Commands)
        {
            onOutput?.Invoke($"$ {command}");
            var limit = command.StartsWith("systemctl ") || command.StartsWith("/etc/init.d/") ? ServiceLimit : CommandLimit;
            try
            {
                applied.Add(await Shell.RunAsync(command, limit, onOutput, clock, cancel));
            }
            // It had begun: whoever stops it has to know.
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                applied.Add(new AppliedCommand(command, Interrupted, "stopped while it ran"));
                throw;
            }
            if (applied[^1].ExitCode is not 0)
                return;
        }
    }

    private static FixReport Report(
        string cause, IReadOnlyList<string> remedies, IReadOnlyList<AppliedCommand> applied, IReadOnlyList<string> undo, bool verified,
        IReadOnlyList<Evidence> before, IReadOnlyList<Evidence> after, string? note) => new()
        {
            Cause = cause,
            Remedies = remedies,
            Applied = applied,
            Undo = undo,
            Verified = verified,
            Before = before,
            After = after,
            Note = note,
        };
}

/// <summary>A remedy was named that the finding does not have.</summary>
internal sealed class UnknownRemedy(Finding finding, string wanted)
    : Exception($"{finding.Cause} has no remedy '{wanted}' here; it has: {string.Join(", ", finding.Remedies.Select(remedy => remedy.Id))}");
