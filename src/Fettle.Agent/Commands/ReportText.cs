using Fettle.Diagnosis;

namespace Fettle.Agent.Commands;

/// <summary>A check-up's report for a person at a terminal: what was found as a table, then each finding with its evidence and remedies.</summary>
internal static class ReportText
{
    private const int RuledOutShown = 5;

    public static void Write(CheckUpReport report, Terminal terminal)
    {
        var serious = report.Findings.Count(finding => finding.Severity > Severity.Info);
        terminal.Line(serious is 0
            ? terminal.Green("Nothing is wrong that a check-up can tell.")
            : terminal.Bold(serious is 1 ? "1 finding" : $"{serious} findings, the most likely first"));
        WriteTable(report.Findings, terminal);
        foreach (var finding in report.Findings)
            Write(finding, terminal);
        WriteRuledOut(report.RuledOut, terminal);

        foreach (var probe in report.Probes.Where(probe => probe.Outcome is ProbeOutcome.Failed or ProbeOutcome.TimedOut))
            terminal.Line(terminal.Yellow($"Not measured: {probe.Probe} ({Terminal.Plain(probe.Note ?? "")})"));
        terminal.Line(terminal.Dim($"{report.Probes.Count} probes in {report.DurationMs / 1000.0:0.0} s"));
        if (serious > 0)
        {
            terminal.Line();
            terminal.Line($"To put the first right:  {terminal.Bold($"fettle-agent fix {report.Findings.First(finding => finding.Severity > Severity.Info).Cause}")}");
        }
    }

    private static void WriteTable(IReadOnlyList<Finding> findings, Terminal terminal)
    {
        if (findings.Count is 0)
            return;
        var widest = findings.Max(finding => finding.Cause.Length);
        terminal.Line();
        terminal.Line(terminal.Dim($"  {"severity",-8}  {"sure",5}  {"cause".PadRight(widest)}  what it is"));
        foreach (var finding in findings)
        {
            // The colours are put on afterwards: they would count as columns.
            var columns = $"  {Name(finding.Severity),-8}  {finding.Confidence,5:0 %}  {finding.Cause.PadRight(widest)}  ";
            terminal.Sentence(columns, finding.Title, line => Paint(finding.Severity, line, terminal));
        }
    }

    private static void Write(Finding finding, Terminal terminal)
    {
        terminal.Line();
        terminal.Line(terminal.Bold(finding.Cause));
        terminal.Sentence("  ", finding.Explanation);
        foreach (var evidence in finding.Evidence)
            terminal.Sentence(evidence.Weight < 0 ? "  - " : "  + ", evidence.Says);
        if (finding.ExplainedBy.Count > 0)
            terminal.Sentence("  brought about by ", string.Join(", ", finding.ExplainedBy));
        foreach (var remedy in finding.Remedies)
        {
            terminal.Sentence("  > ", $"{remedy.Id} ({Name(remedy.Risk)}): {remedy.Title}", terminal.Green);
            foreach (var command in remedy.Commands)
                // A command stays in one line, so that it can be copied.
                terminal.Line($"      $ {Terminal.Plain(command)}");
        }
    }

    private static void WriteRuledOut(IReadOnlyList<RuledOut> ruledOut, Terminal terminal)
    {
        if (ruledOut.Count is 0)
            return;
        terminal.Line();
        terminal.Line(terminal.Dim("Ruled out:"));
        foreach (var (cause, why) in ruledOut.Take(RuledOutShown).Select(other => (other.Cause, other.Why)))
            terminal.Sentence($"  {cause,-26} ", why, terminal.Dim);
        if (ruledOut.Count > RuledOutShown)
            terminal.Line(terminal.Dim($"  and {ruledOut.Count - RuledOutShown} more"));
    }

    private static string Paint(Severity severity, string text, Terminal terminal) => severity switch
    {
        Severity.Critical => terminal.Red(text),
        Severity.Warning => terminal.Yellow(text),
        _ => text,
    };

    private static string Name(Severity severity) => severity switch
    {
        Severity.Critical => "critical",
        Severity.Warning => "warning",
        _ => "info",
    };

    public static string Name(Risk risk) => risk switch
    {
        Risk.Safe => "safe",
        Risk.Careful => "careful",
        _ => "dangerous",
    };
}
