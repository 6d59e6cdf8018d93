using Fettle.Diagnosis.Facts;

namespace Fettle.Diagnosis;

/// <summary>What commands need besides facts.</summary>
/// <param name="AgentPath">The agent's own executable, which stands in some commands.</param>
/// <param name="At">The moment of the check-up: names backups.</param>
public sealed record CommandContext(string AgentPath, DateTimeOffset At)
{
    internal Fact.Record ToFact() => Fact.Of(
        ("path", AgentPath),
        ("stamp", At.UtcDateTime.ToString("yyyyMMdd-HHmmss", System.Globalization.CultureInfo.InvariantCulture)));
}
