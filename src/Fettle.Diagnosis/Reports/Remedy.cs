namespace Fettle.Diagnosis;

/// <summary>What can be done about a finding, with its values filled in: these are the very commands that run.</summary>
public sealed record Remedy
{
    /// <summary>The remedy's id within its cause.</summary>
    public required string Id { get; init; }

    public required string Title { get; init; }

    /// <summary>What was done once it has run, in words that the person who complained understands; null where a person has to act.</summary>
    public string? Did { get; init; }

    public required Risk Risk { get; init; }

    /// <summary>Commands for <c>/bin/sh -c</c> as root, in order; the first that fails ends the remedy. Empty when a person has to act.</summary>
    public required IReadOnlyList<string> Commands { get; init; }

    /// <summary>Commands that take it back; empty when there is nothing to take back or no way to.</summary>
    public IReadOnlyList<string> Undo { get; init; } = [];
}

/// <summary>What a remedy may cost.</summary>
public enum Risk
{
    /// <summary>Nobody notices.</summary>
    [JsonStringEnumMemberName("safe")] Safe,

    /// <summary>Somebody may notice: a service restarts, a setting changes.</summary>
    [JsonStringEnumMemberName("careful")] Careful,

    /// <summary>Work or data may be lost: never chosen by itself.</summary>
    [JsonStringEnumMemberName("dangerous")] Dangerous,
}
