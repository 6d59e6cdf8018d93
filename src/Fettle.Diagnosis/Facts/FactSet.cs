namespace Fettle.Diagnosis.Facts;

/// <summary>What the probes of one check-up measured. Absence means that the probe did not run.</summary>
public sealed record FactSet
{
    /// <summary>By probe id: the record of its facts, for those that measured.</summary>
    public IReadOnlyDictionary<string, Fact> Measured { get; init; } = new Dictionary<string, Fact>();

    /// <summary>Every probe's run, in the order of their start.</summary>
    public IReadOnlyList<ProbeRun> Runs { get; init; } = [];

    /// <summary>The same set with one more probe's result.</summary>
    public FactSet With(ProbeResult result) => new()
    {
        Runs = [.. Runs, new ProbeRun(result.Probe, result.Outcome, result.DurationMs, result.Note)],
        Measured = result.Facts is null ? Measured : new Dictionary<string, Fact>(Measured) { [result.Probe] = result.Facts },
    };

    /// <summary>Whether the probe ran, with whatever outcome.</summary>
    public bool Ran(string probe) => Runs.Any(run => run.Probe == probe);
}

/// <summary>What one probe brought back.</summary>
/// <param name="Probe">The probe's id.</param>
/// <param name="Outcome">Whether it measured.</param>
/// <param name="Facts">Its facts; null unless it measured.</param>
/// <param name="DurationMs">How long it took, in milliseconds.</param>
/// <param name="Note">Why it did not measure, or what it could not see.</param>
public sealed record ProbeResult(string Probe, ProbeOutcome Outcome, Fact.Record? Facts, long DurationMs = 0, string? Note = null);

/// <summary>A check-up as it can be kept: the complaint and the facts, from which the findings follow again.</summary>
/// <param name="Symptom">The complaint, or null.</param>
/// <param name="Facts">What was measured.</param>
/// <param name="AgentPath">The agent's own path, which stands in some commands.</param>
public sealed record Recording(string? Symptom, FactSet Facts, string? AgentPath = null);
