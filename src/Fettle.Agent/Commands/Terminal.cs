namespace Fettle.Agent.Commands;

/// <summary>Writes for a person, with colours where they can be seen and are wanted (https://no-color.org).</summary>
/// <param name="width">Columns, at which long sentences go on in the next line; null where nobody looks and a line is a line.</param>
internal sealed class Terminal(TextWriter writer, bool colours, int? width = null)
{
    private const int Narrowest = 40;

    public static Terminal OfOutput() => Of(Console.Out, Console.IsOutputRedirected);

    public static Terminal OfError() => Of(Console.Error, Console.IsErrorRedirected);

    public void Line(string text = "") => writer.WriteLine(text);

    /// <summary>A sentence behind its mark; where it goes on in another line, it starts under itself.</summary>
    /// <param name="text">Without colours: <paramref name="paint"/> puts them on, line by line.</param>
    public void Sentence(string mark, string text, Func<string, string>? paint = null)
    {
        var lead = mark;
        foreach (var line in Wrap(Plain(text), width is { } columns && columns - mark.Length >= Narrowest ? columns - mark.Length : int.MaxValue))
        {
            writer.WriteLine(lead + (paint is null ? line : paint(line)));
            lead = new string(' ', mark.Length);
        }
    }

    internal static IEnumerable<string> Wrap(string text, int columns)
    {
        while (text.Length > columns)
        {
            var space = text.LastIndexOf(' ', columns);
            // A word that is longer than a line is cut.
            var end = space > 0 ? space : columns;
            yield return text[..end].TrimEnd();
            text = text[end..].TrimStart();
        }
        yield return text;
    }

    public string Bold(string text) => Paint(text, "1");

    public string Red(string text) => Paint(text, "1;31");

    public string Yellow(string text) => Paint(text, "33");

    public string Green(string text) => Paint(text, "32");

    public string Dim(string text) => Paint(text, "2");

    /// <summary>What a machine says of itself may hold control characters: none of them reaches the terminal.</summary>
    public static string Plain(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));

    private string Paint(string text, string code) => colours ? $"\e[{code}m{text}\e[0m" : text;

    private static Terminal Of(TextWriter writer, bool redirected) =>
        new(
            writer,
            colours: !redirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") is not "dumb",
            width: redirected || Console.WindowWidth <= 0 ? null : Console.WindowWidth - 1);
}
