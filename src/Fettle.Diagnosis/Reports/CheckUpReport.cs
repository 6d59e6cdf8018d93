using Fettle.Diagnosis.Facts;

namespace Fettle.Diagnosis;

/// <summary>What a check-up found on one device: the causes, most likely first, and what it ruled out.</summary>
public sealed record CheckUpReport
{
    /// <summary>The causes that were found, most likely first.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>The causes that were considered and dismissed, those that fitted the complaint best first.</summary>
    public IReadOnlyList<RuledOut> RuledOut { get; init; } = [];

    /// <summary>The complaint in the reporter's words; null when the whole machine was checked.</summary>
    public string? Symptom { get; init; }

    /// <summary>When the first probe started, UTC.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>From the first probe's start to the report, in milliseconds.</summary>
    public long DurationMs { get; init; }

    /// <summary>The version of the agent that ran the probes.</summary>
    public string AgentVersion { get; init; } = "";

    /// <summary>The device's host name, as it calls itself: hostile text.</summary>
    public string Host { get; init; } = "";

    /// <summary>The probes that ran, in the order of their start.</summary>
    public IReadOnlyList<ProbeRun> Probes { get; init; } = [];

    /// <summary>All facts that were measured, for a replay without the device; null where they were not asked for.</summary>
    public FactSet? Facts { get; init; }
}

/// <summary>How urgent a finding is.</summary>
public enum Severity
{
    /// <summary>Worth knowing, needs nothing: the only severity that a healthy machine may show.</summary>
    [JsonStringEnumMemberName("info")] Info,

    /// <summary>Not right, and soon or sometimes felt.</summary>
    [JsonStringEnumMemberName("warning")] Warning,

    /// <summary>Something that people need does not work.</summary>
    [JsonStringEnumMemberName("critical")] Critical,
}

/// <summary>One cause that was found on the device, with its evidence and its remedies.</summary>
public sealed record Finding
{
    /// <summary>The cause's id, which is what <c>fix</c> takes, for example <c>dns.resolver-unreachable</c>.</summary>
    public required string Cause { get; init; }

    /// <summary>One line for a technician, with the measured values in it.</summary>
    public required string Title { get; init; }

    public required Severity Severity { get; init; }

    /// <summary>The posterior probability that this is a cause of trouble, 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>What it means, in plain words for the person who complained.</summary>
    public required string Explanation { get; init; }

    public required IReadOnlyList<Evidence> Evidence { get; init; }

    /// <summary>The neighbouring causes that were dismissed, each with the reason.</summary>
    public IReadOnlyList<RuledOut> RuledOut { get; init; } = [];

    /// <summary>What can be done, the recommended first.</summary>
    public IReadOnlyList<Remedy> Remedies { get; init; } = [];

    /// <summary>Where the cause was found (file systems, units, accounts …): what a verification and a hold look at again.</summary>
    public IReadOnlyList<CauseInstance> Instances { get; init; } = [];

    /// <summary>The ids of found causes that explain this one: mend those first.</summary>
    public IReadOnlyList<string> ExplainedBy { get; init; } = [];
}

/// <summary>One thing that has the cause.</summary>
/// <param name="Key">Stable between check-ups of the same device, for example <c>/var</c> or <c>nginx.service</c>; empty for a cause of the whole machine.</param>
public sealed record CauseInstance(string Key);

/// <summary>One measured sentence for or against a cause.</summary>
/// <param name="Probe">The probe that measured it.</param>
/// <param name="Says">The sentence, with the values.</param>
/// <param name="Weight">Natural log-odds: positive speaks for the cause, negative against it.</param>
public sealed record Evidence(string Probe, string Says, double Weight);

/// <summary>A cause that was considered and dismissed.</summary>
/// <param name="Cause">The cause's id.</param>
/// <param name="Why">The measured reason.</param>
public sealed record RuledOut(string Cause, string Why);

/// <summary>A probe's run in a check-up.</summary>
/// <param name="Probe">The probe's id.</param>
/// <param name="Outcome">Whether it measured.</param>
/// <param name="DurationMs">How long it took, in milliseconds.</param>
/// <param name="Note">Why it did not measure, or what it could not see.</param>
public sealed record ProbeRun(string Probe, ProbeOutcome Outcome, long DurationMs, string? Note = null);

/// <summary>How a probe's run ended.</summary>
public enum ProbeOutcome
{
    [JsonStringEnumMemberName("measured")] Measured,

    /// <summary>The device has nothing of the kind (no systemd, no printers).</summary>
    [JsonStringEnumMemberName("notApplicable")] NotApplicable,

    /// <summary>Cut off at the probe's time limit.</summary>
    [JsonStringEnumMemberName("timedOut")] TimedOut,

    [JsonStringEnumMemberName("failed")] Failed,
}
