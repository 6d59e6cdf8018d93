using Fettle.Diagnosis;

namespace Fettle.Agent.Commands;

/// <summary>A check-up's report for a person at a terminal.</summary>
internal static class ReportText
{
    private const int RuledOutShown = 5;

    public static void Write(CheckUpReport report, Terminal terminal)
    {
        var serious = report.Findings.Where(finding => finding.Severity > Severity.Info).ToList();
        terminal.Line(serious.Count is 0
            ? terminal.Green("Nothing is wrong that a check-up can tell.")
            : terminal.Bold(serious.Count is 1 ? "1 finding" : $"{serious.Count} findings, the most likely first"));
        foreach (var finding in report.Findings)
            Write(finding, terminal);
        if (report.RuledOut.Count > 0)
        {
            terminal.Line();
            terminal.Line(terminal.Dim("Ruled out:"));
            foreach (var ruledOut in report.RuledOut.Take(RuledOutShown))
                terminal.Line(terminal.Dim($"  {ruledOut.Cause,-26} {Terminal.Plain(ruledOut.Why)}"));
            if (report.RuledOut.Count > RuledOutShown)
                terminal.Line(terminal.Dim($"  and {report.RuledOut.Count - RuledOutShown} more"));
        }
        var silent = report.Probes.Where(probe => probe.Outcome is ProbeOutcome.Failed or ProbeOutcome.TimedOut).ToList();
        foreach (var probe in silent)
            terminal.Line(terminal.Yellow($"Not measured: {probe.Probe} ({Terminal.Plain(probe.Note ?? "")})"));
        terminal.Line(terminal.Dim($"{report.Probes.Count} probes in {report.DurationMs / 1000.0:0.0} s"));
        if (serious.Count > 0)
        {
            terminal.Line();
            terminal.Line($"To put the first right:  {terminal.Bold($"fettle-agent fix {serious[0].Cause}")}");
        }
    }

    private static void Write(Finding finding, Terminal terminal)
    {
        var severity = finding.Severity switch
        {
            Severity.Critical => terminal.Red("critical"),
            Severity.Warning => terminal.Yellow("warning "),
            _ => terminal.Dim("info    "),
        };
        terminal.Line();
        terminal.Line($"{severity}  {terminal.Bold(Terminal.Plain(finding.Title))}  {terminal.Dim($"{finding.Cause}, {finding.Confidence:P0}")}");
        terminal.Line($"          {Terminal.Plain(finding.Explanation)}");
        foreach (var evidence in finding.Evidence)
            terminal.Line($"          {(evidence.Weight < 0 ? '-' : '+')} {Terminal.Plain(evidence.Says)}");
        if (finding.ExplainedBy.Count > 0)
            terminal.Line($"          brought about by {string.Join(", ", finding.ExplainedBy)}");
        foreach (var remedy in finding.Remedies)
        {
            terminal.Line($"          {terminal.Green(remedy.Id)} ({Name(remedy.Risk)}): {Terminal.Plain(remedy.Title)}");
            foreach (var command in remedy.Commands)
                terminal.Line($"              $ {Terminal.Plain(command)}");
        }
    }

    public static string Name(Risk risk) => risk switch
    {
        Risk.Safe => "safe",
        Risk.Careful => "careful",
        _ => "dangerous",
    };
}
