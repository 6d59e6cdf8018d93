using System.Text.Json;
using Fettle.Diagnosis;
using Fettle.Server.Devices;

namespace Fettle.Server.Diagnosis.CheckUps;

/// <summary>
/// Reads reports as devices wrote them: hostile text. What is shown is bounded and cleaned; a command is either shown exactly as it would run or not at all.
/// </summary>
internal static class ReadReport
{
    private const int MostFindings = 100;
    private const int MostLines = 200;
    private const int LongestCommand = 8000;

    /// <summary>Null where it is none.</summary>
    public static CheckUpReport? CheckUp(string? json) => Read(json, DiagnosisJson.Default.CheckUpReport) is not { Findings: not null } report ? null : report with
    {
        Findings = [.. report.Findings.Where(f => f?.Cause is not null).Take(MostFindings).Select(Clean)],
        RuledOut = Clean(report.RuledOut),
        Symptom = HostileText.LineOrNull(report.Symptom, 2000),
        AgentVersion = HostileText.Line(report.AgentVersion, 40),
        Host = HostileText.Line(report.Host, 120),
        Probes = [.. Some(report.Probes).Select(p => p with { Probe = Line(p.Probe, 100), Note = HostileText.LineOrNull(p.Note, 300) })],
        Facts = null,
    };

    /// <summary>Null where it is none.</summary>
    public static FixReport? Fix(string? json) => Read(json, DiagnosisJson.Default.FixReport) is not { } report ? null : report with
    {
        Before = Clean(report.Before),
        After = Clean(report.After),
        Note = HostileText.LineOrNull(report.Note, 500),
    };

    /// <summary>Null where it is none.</summary>
    public static VerifyReport? Verify(string? json) => Read(json, DiagnosisJson.Default.VerifyReport) is not { Causes: not null } report ? null : report with
    {
        Causes = [.. Some(report.Causes).Select(c => c with { Cause = Line(c.Cause, 100), Instances = [.. Some(c.Instances)], Evidence = Clean(c.Evidence) })],
    };

    private static T? Read<T>(string? json, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize(json, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Finding Clean(Finding finding) => finding with
    {
        Cause = Line(finding.Cause, 100),
        Title = Line(finding.Title, 300),
        Explanation = Line(finding.Explanation, 2000),
        Confidence = double.IsFinite(finding.Confidence) ? Math.Clamp(finding.Confidence, 0, 1) : 0,
        Evidence = Clean(finding.Evidence),
        RuledOut = Clean(finding.RuledOut),
        Remedies = [.. Some(finding.Remedies).Where(r => r.Id is not null && r.Commands is not null && r.Commands.All(IsPlain) && (r.Undo ?? []).All(IsPlain)).Select(r => r with { Title = Line(r.Title, 300), Did = HostileText.LineOrNull(r.Did, 500), Undo = r.Undo ?? [] })],
        Instances = [.. Some(finding.Instances).Where(i => i.Key is not null)],
        ExplainedBy = [.. Some(finding.ExplainedBy).Select(c => Line(c, 100))],
    };

    private static List<Evidence> Clean(IReadOnlyList<Evidence>? evidence) =>
        [.. Some(evidence).Select(e => new Evidence(Line(e.Probe, 100), Line(e.Says, 500), double.IsFinite(e.Weight) ? e.Weight : 0))];

    private static List<RuledOut> Clean(IReadOnlyList<RuledOut>? ruledOut) => [.. Some(ruledOut).Select(r => new RuledOut(Line(r.Cause, 100), Line(r.Why, 500)))];

    private static IEnumerable<T> Some<T>(IReadOnlyList<T>? items) where T : class => (items ?? []).Where(i => i is not null).Take(MostLines);

    private static string Line(string? text, int longest) => HostileText.Line(text, longest);

    /// <summary>What is approved is what is read: a command with invisible or misleading characters is nothing that somebody could approve.</summary>
    private static bool IsPlain(string? command) => command is { Length: > 0 and <= LongestCommand } && HostileText.Lines(command) == command;
}
