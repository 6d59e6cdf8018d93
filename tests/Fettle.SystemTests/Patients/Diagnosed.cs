using System.Text.Json;

namespace Fettle.SystemTests.Patients;

/// <summary>A finding of <c>fettle-agent checkup --json</c>, as far as the lab asks.</summary>
internal sealed record Finding(string Cause, string Severity, double Confidence, int Evidence, int Remedies);

internal sealed record Diagnosed(IReadOnlyList<Finding> Findings, string Json)
{
    public IEnumerable<Finding> AboveInfo => Findings.Where(finding => finding.Severity != "info");

    public static Diagnosed Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        var findings = document.RootElement.GetProperty("findings").EnumerateArray().Select(finding => new Finding(
            finding.GetProperty("cause").GetString()!,
            finding.GetProperty("severity").GetString()!,
            finding.GetProperty("confidence").GetDouble(),
            finding.GetProperty("evidence").GetArrayLength(),
            finding.GetProperty("remedies").GetArrayLength()));
        return new Diagnosed([.. findings], json);
    }

    public override string ToString() => Json;
}

/// <summary>What <c>fettle-agent fix --json</c> reported.</summary>
internal sealed record Fixed(bool Verified, int ExitCode, string Json)
{
    public override string ToString() => Json;
}
