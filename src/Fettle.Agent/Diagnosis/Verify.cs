using Fettle.Agent.Probes;
using Fettle.Diagnosis;
using Fettle.Diagnosis.Facts;

namespace Fettle.Agent.Diagnosis;

/// <summary>Asks whether causes that were found earlier are there still, by their own probes alone.</summary>
internal sealed class Verify(PlaybookSet playbooks, TimeProvider clock)
{
    public async Task<VerifyReport> RunAsync(IReadOnlyList<HeldCause> causes, CancellationToken cancel) => (await RunAsync(causes, null, cancel)).Report;

    /// <param name="causes">What to look at again.</param>
    /// <param name="symptom">The complaint, where it decides what is meant (a host that it names).</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<(VerifyReport Report, IReadOnlyList<Finding> Findings)> RunAsync(IReadOnlyList<HeldCause> causes, string? symptom, CancellationToken cancel)
    {
        var startedAt = clock.GetUtcNow();
        var started = clock.GetTimestamp();
        var diagnostician = new Diagnostician(playbooks, symptom, new CommandContext(CheckUp.AgentPath, startedAt), [.. causes.Select(cause => cause.Cause)]);
        var runner = new ProbeRunner(ProbeTable.ForThisSystem, new ProbeContext(diagnostician.Words, clock));
        var facts = await runner.RunAsync(new FactSet(), diagnostician.ProbesFor([.. causes.Select(cause => cause.Cause)]), cancel);
        var report = new VerifyReport
        {
            Causes = [.. causes.Select(cause => diagnostician.Verify(cause, facts))],
            StartedAt = startedAt,
            DurationMs = (long)clock.GetElapsedTime(started).TotalMilliseconds,
        };
        return (report, diagnostician.Conclude(facts).Findings);
    }

    /// <summary>Looks at one cause; the finding is null where it is not there.</summary>
    public async Task<(VerifiedCause Report, Finding? Finding)> LookAsync(HeldCause held, string? symptom, CancellationToken cancel)
    {
        var (report, findings) = await RunAsync([held], symptom, cancel);
        return (report.Causes[0], findings.FirstOrDefault(finding => finding.Cause == held.Cause));
    }

    /// <summary>Looks at a cause after something was done about it, with the patience that its playbook asks for.</summary>
    public async Task<(VerifiedCause Report, Finding? Finding)> LookUntilGoneAsync(HeldCause held, string? symptom, CancellationToken cancel)
    {
        var (settle, tries, every) = new Diagnostician(playbooks, null, new CommandContext("", default)).PatienceFor(held.Cause);
        await Task.Delay(settle, clock, cancel);
        for (var look = 1; ; look++)
        {
            var seen = await LookAsync(held, symptom, cancel);
            if (seen.Report.State is CauseState.Gone || look >= tries)
                return seen;
            await Task.Delay(every, clock, cancel);
        }
    }
}
