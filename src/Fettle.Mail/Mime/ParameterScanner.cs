using System.Collections;
using System.Text;

namespace Fettle.Mail.Mime;

/// <summary>The <c>name=value</c> pairs of a parameter list as they stand, quotes taken off.</summary>
internal sealed class ParameterScanner(string text) : IEnumerable<(string Name, string Value)>
{
    private int at;

    public IEnumerator<(string Name, string Value)> GetEnumerator()
    {
        at = 0;
        while (at < text.Length)
        {
            SkipSeparators();
            var start = at;
            while (at < text.Length && text[at] is not ('=' or ';'))
                at++;
            var name = text[start..at].Trim();
            if (at == text.Length || text[at] == ';')
                continue;
            at++;
            SkipSpace();
            var value = at < text.Length && text[at] == '"' ? Quoted() : Token();
            // "Content-Type: text/plain; foo charset=x": the last word before the equals sign is the name.
            name = name[(name.LastIndexOfAny([' ', '\t']) + 1)..];
            if (name.Length > 0)
                yield return (name, value);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void SkipSeparators()
    {
        while (at < text.Length && (text[at] is ';' or ',' || char.IsWhiteSpace(text[at]) || text[at] == '('))
        {
            // A comment (RFC 5322 §3.2.2).
            if (text[at] == '(' && text.IndexOf(')', at) is > 0 and var close)
                at = close;
            at++;
        }
    }

    private void SkipSpace()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
    }

    private string Token()
    {
        // Up to the semicolon, so that a file name with spaces and without quotes is whole; but "charset=utf-8 format=flowed" is two parameters.
        var start = at;
        while (at < text.Length && text[at] != ';')
        {
            if (char.IsWhiteSpace(text[at]) && ParameterFollows(at))
                break;
            at++;
        }
        var value = text[start..at].Trim();
        var comment = value.IndexOf(" (", StringComparison.Ordinal);
        return comment > 0 && value.EndsWith(')') && !text[..start].EndsWith("name=", StringComparison.OrdinalIgnoreCase) ? value[..comment].TrimEnd() : value;
    }

    private string Quoted()
    {
        var value = new StringBuilder();
        at++;
        while (at < text.Length)
        {
            var c = text[at++];
            // A backslash quotes only what needs it: Windows paths come unquoted.
            if (c == '\\' && at < text.Length && text[at] is '"' or '\\')
                value.Append(text[at++]);
            else if (c == '"' && Ends())
                break;
            else
                value.Append(c);
        }
        return value.ToString();
    }

    /// <summary>Whether the quote just read is the closing one, and not one of a name with quotes in it.</summary>
    private bool Ends()
    {
        var next = at;
        while (next < text.Length && char.IsWhiteSpace(text[next]))
            next++;
        return next == text.Length || text[next] is ';' or ',' or '(' || ParameterFollows(next) || text.IndexOf('"', next) < 0 || text.IndexOf(';', next) is >= 0 and var semicolon && semicolon < text.IndexOf('"', next);
    }

    private bool ParameterFollows(int from)
    {
        while (from < text.Length && char.IsWhiteSpace(text[from]))
            from++;
        var end = from;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '*' or '-'))
            end++;
        return end > from && end < text.Length && text[end] == '=' && end + 1 < text.Length;
    }
}
