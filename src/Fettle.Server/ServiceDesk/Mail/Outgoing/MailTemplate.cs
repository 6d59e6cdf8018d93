using System.Text;
using System.Text.RegularExpressions;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Text;

namespace Fettle.Server.ServiceDesk.Mail.Outgoing;

/// <summary>
/// Markdown with variables: <c>{{ticket.number}}</c>, or <c>{{requester.name|colleague}}</c> with a word for where there is nothing to say. There are no
/// conditions and no loops; a variable that does not exist is told when the text is saved and not when it is sent.
/// </summary>
internal sealed partial class MailTemplate
{
    public const int Longest = 10_000;

    private readonly string _text;

    private MailTemplate(string text) => _text = text;

    /// <param name="field">The request's field, for what is said about it.</param>
    /// <param name="known">The variables that there are here.</param>
    /// <exception cref="Invalid">A variable is unknown here, or braces are left open.</exception>
    public static MailTemplate Parse(string text, string field, IReadOnlyList<string> known)
    {
        foreach (Match variable in Variable().Matches(text))
        {
            var name = variable.Groups["name"].Value;
            if (!known.Contains(name, StringComparer.Ordinal))
                throw new Invalid(field, $"has the variable {{{{{name}}}}}, which there is not; there are {string.Join(", ", known.Select(k => $"{{{{{k}}}}}"))}");
        }
        if (Variable().Replace(text, "").Contains("{{", StringComparison.Ordinal))
            throw new Invalid(field, "has {{ without a variable's name and }} after it, as in {{ticket.number}}");
        return new(text);
    }

    /// <summary>A text that was checked when it was saved.</summary>
    public static MailTemplate Of(string text) => new(text);

    /// <summary>As plain text: the values as they are.</summary>
    public string Text(Func<string, string?> value) => Fill(value, v => v);

    /// <summary>As HTML that is safe to show: what a value holds is text, never Markdown.</summary>
    public string Html(Func<string, string?> value) => SafeMarkdown.ToHtml(Fill(value, SafeMarkdown.Escape));

    private string Fill(Func<string, string?> value, Func<string, string> written) => Variable().Replace(
        _text,
        variable => value(variable.Groups["name"].Value) is { Length: > 0 } known ? written(OneLine(known)) : variable.Groups["else"].Value);

    private static string OneLine(string value)
    {
        var line = new StringBuilder(value.Length);
        foreach (var c in value)
            line.Append(char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c);
        return line.ToString();
    }

    [GeneratedRegex(@"\{\{\s*(?<name>[A-Za-z.]{1,40})\s*(\|(?<else>[^{}|\r\n]{0,200}))?\}\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variable();
}
