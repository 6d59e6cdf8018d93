namespace Fettle.Diagnosis;

/// <summary>A playbook that cannot be used: which file, which line, and why.</summary>
public sealed class PlaybookException(string file, long line, string reason) : Exception($"{file}:{line}: {reason}")
{
    public string File { get; } = file;

    /// <summary>Counted from 1.</summary>
    public long Line { get; } = line;

    public string Reason { get; } = reason;
}
