using System.Text;
using Spectre.Console;

namespace Fettle.Bench.Running;

/// <summary>docs/figures.md: each verb of the benchmark replaces its own section and leaves the others as they are.</summary>
internal sealed class FiguresFile(string root, TimeProvider clock)
{
    private const string Head =
        """
        # Figures
        Measured by `./fettle bench`; each section names its command. The machines that this runs on are small and shared (2 cores), so a single number says little: compare within one section.

        """;

    private readonly string _path = Path.Combine(root, "docs", "figures.md");

    public void Write(string verb, Report report)
    {
        var text = File.Exists(_path) ? File.ReadAllText(_path) : Head;
        var (start, end) = ($"<!-- bench {verb} -->\n", $"<!-- /bench {verb} -->\n");
        var section = start + Section(verb, report) + end;
        var from = text.IndexOf(start, StringComparison.Ordinal);
        text = from < 0 ? text + "\n" + section : text[..from] + section + text[(text.IndexOf(end, StringComparison.Ordinal) + end.Length)..];
        File.WriteAllText(_path, text);
    }

    public static void Show(Report report)
    {
        var table = new Table().Title(Markup.Escape(report.Title)).Border(TableBorder.Simple).AddColumns("what", "measured", "target");
        foreach (var figure in report.Figures)
            table.AddRow(Markup.Escape(figure.What), Markup.Escape(figure.Measured), Markup.Escape(figure.Target ?? ""));
        AnsiConsole.Write(table);
    }

    private string Section(string verb, Report report)
    {
        var section = new StringBuilder();
        section.Append($"## {report.Title}\n`./fettle bench {verb}`, {clock.GetUtcNow():yyyy-MM-dd}. {report.Method}\n\n| what | measured | target |\n| --- | --- | --- |\n");
        foreach (var figure in report.Figures)
            section.Append($"| {figure.What} | {figure.Measured} | {figure.Target} |\n");
        return section.ToString();
    }
}
