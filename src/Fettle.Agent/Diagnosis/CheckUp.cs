using System.Reflection;
using Fettle.Agent.Probes;
using Fettle.Diagnosis;
using Fettle.Diagnosis.Facts;

namespace Fettle.Agent.Diagnosis;

/// <summary>Runs a check-up on this device: asks the diagnostician what to measure next until it concludes.</summary>
internal sealed class CheckUp(PlaybookSet playbooks, TimeProvider clock)
{
    /// <summary>No further round of probes starts after this.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);

    public static string AgentVersion { get; } =
        typeof(CheckUp).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <summary>The running file, which stands in commands that a bare system has no tool for.</summary>
    public static string AgentPath => Environment.ProcessPath ?? "fettle-agent";

    /// <param name="symptom">The complaint in the reporter's words; null checks the whole machine.</param>
    /// <param name="cancel">Stops it without a report.</param>
    public async Task<CheckUpReport> RunAsync(string? symptom, CancellationToken cancel)
    {
        var startedAt = clock.GetUtcNow();
        var started = clock.GetTimestamp();
        var diagnostician = new Diagnostician(playbooks, symptom, new CommandContext(AgentPath, startedAt));
        var runner = new ProbeRunner(ProbeTable.ForThisSystem, new ProbeContext(diagnostician.Words, clock));
        var facts = new FactSet();
        while (clock.GetElapsedTime(started) < Longest && diagnostician.Next(facts) is { Count: > 0 } next)
            facts = await runner.RunAsync(facts, next, cancel);
        var (findings, ruledOut) = diagnostician.Conclude(facts);
        return new CheckUpReport
        {
            Findings = findings,
            RuledOut = ruledOut,
            Symptom = symptom,
            StartedAt = startedAt,
            DurationMs = (long)clock.GetElapsedTime(started).TotalMilliseconds,
            AgentVersion = AgentVersion,
            Host = Environment.MachineName,
            Probes = facts.Runs,
            Facts = facts,
        };
    }
}
