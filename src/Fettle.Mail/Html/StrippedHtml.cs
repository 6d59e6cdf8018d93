using System.Net;
using System.Text;

namespace Fettle.Mail.Html;

/// <summary>The text of HTML that is too strange to be parsed: everything outside of tags.</summary>
internal static class StrippedHtml
{
    public static string Text(string html)
    {
        var text = new StringBuilder();
        var rest = html.AsSpan();
        while (!rest.IsEmpty)
        {
            var open = rest.IndexOf('<');
            text.Append(open < 0 ? rest : rest[..open]);
            if (open < 0)
                break;
            var close = rest[open..].IndexOf('>');
            if (close < 0)
                break;
            rest = rest[(open + close + 1)..];
            if (text.Length > 0 && !char.IsWhiteSpace(text[^1]))
                text.Append(' ');
        }
        return WebUtility.HtmlDecode(text.ToString()).Trim();
    }
}
