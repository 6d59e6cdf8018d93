namespace Fettle.Agent.Commands;

/// <summary>Writes for a person, with colours where they can be seen and are wanted (https://no-color.org).</summary>
internal sealed class Terminal(TextWriter writer, bool colours)
{
    public static Terminal OfOutput() => Of(Console.Out, Console.IsOutputRedirected);

    public static Terminal OfError() => Of(Console.Error, Console.IsErrorRedirected);

    public void Line(string text = "") => writer.WriteLine(text);

    public string Bold(string text) => Paint(text, "1");

    public string Red(string text) => Paint(text, "1;31");

    public string Yellow(string text) => Paint(text, "33");

    public string Green(string text) => Paint(text, "32");

    public string Dim(string text) => Paint(text, "2");

    /// <summary>What a machine says of itself may hold control characters: none of them reaches the terminal.</summary>
    public static string Plain(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));

    private string Paint(string text, string code) => colours ? $"\e[{code}m{text}\e[0m" : text;

    private static Terminal Of(TextWriter writer, bool redirected) =>
        new(writer, !redirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") is not "dumb");
}
