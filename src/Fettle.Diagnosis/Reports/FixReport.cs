namespace Fettle.Diagnosis;

/// <summary>What a fix did, and whether the device's own evidence says that it helped.</summary>
public sealed record FixReport
{
    public required string Cause { get; init; }

    /// <summary>The remedies that were applied, in order; empty when the cause was not there.</summary>
    public IReadOnlyList<string> Remedies { get; init; } = [];

    public required IReadOnlyList<AppliedCommand> Applied { get; init; }

    /// <summary>True when the cause's own probes ran again afterwards and no longer find it.</summary>
    public required bool Verified { get; init; }

    /// <summary>The evidence before.</summary>
    public required IReadOnlyList<Evidence> Before { get; init; }

    /// <summary>The evidence after: what is left of it, or the sentence that rules the cause out.</summary>
    public required IReadOnlyList<Evidence> After { get; init; }

    /// <summary>Commands that take back what was applied.</summary>
    public IReadOnlyList<string> Undo { get; init; } = [];

    /// <summary>What a person should know: nothing to do, declined, what is left for them.</summary>
    public string? Note { get; init; }
}

/// <summary>A command that ran.</summary>
/// <param name="Command">As given to <c>/bin/sh -c</c>.</param>
/// <param name="ExitCode">Its exit code; 124 when it was cut at its time limit.</param>
/// <param name="Output">What it wrote to both outputs, at most 16 KiB, its end kept.</param>
public sealed record AppliedCommand(string Command, int ExitCode, string Output)
{
    /// <summary>How long it ran, in milliseconds.</summary>
    public long DurationMs { get; init; }
}

/// <summary>Which cause to look at again, and where.</summary>
/// <param name="Cause">The cause's id.</param>
/// <param name="Instances">The keys of <see cref="CauseInstance"/>; empty looks at the whole machine.</param>
public sealed record HeldCause(string Cause, IReadOnlyList<string> Instances);

/// <summary>What a check-up found, kept until the fix that follows: its complaint decides what is meant.</summary>
/// <param name="Symptom">The complaint, or null.</param>
/// <param name="At">When it was, UTC.</param>
/// <param name="Causes">What it found, and where.</param>
public sealed record RememberedCheckUp(string? Symptom, DateTimeOffset At, IReadOnlyList<HeldCause> Causes);

/// <summary>The answer to "is it still there?", from the causes' own probes.</summary>
public sealed record VerifyReport
{
    public required IReadOnlyList<VerifiedCause> Causes { get; init; }
    public DateTimeOffset StartedAt { get; init; }
    public long DurationMs { get; init; }

    /// <summary>True when every cause was looked at and none is there.</summary>
    public bool AllGone => Causes.All(cause => cause.State is CauseState.Gone);
}

/// <summary>One cause, looked at again.</summary>
/// <param name="Cause">The cause's id.</param>
/// <param name="State">Whether it is there.</param>
/// <param name="Instances">The held instances that still have it; for a machine-wide question, all that have it.</param>
/// <param name="Evidence">The measured sentences.</param>
public sealed record VerifiedCause(string Cause, CauseState State, IReadOnlyList<string> Instances, IReadOnlyList<Evidence> Evidence);

/// <summary>Whether a cause is there.</summary>
public enum CauseState
{
    /// <summary>Its probes ran and do not find it.</summary>
    [JsonStringEnumMemberName("gone")] Gone,

    /// <summary>Its probes ran and find it.</summary>
    [JsonStringEnumMemberName("present")] Present,

    /// <summary>Its probes could not measure it.</summary>
    [JsonStringEnumMemberName("unknown")] Unknown,
}
