using System.Text;

namespace Fettle.Mail.Text;

/// <summary>text/enriched (RFC 1896) without its formatting: <c>&lt;bold&gt;</c> goes, <c>&lt;&lt;</c> is a bracket, a single line break is a space.</summary>
internal static class EnrichedText
{
    public static string ToPlain(string text)
    {
        var result = new StringBuilder(text.Length);
        var breaks = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '<' && i + 1 < text.Length && text[i + 1] == '<')
            {
                result.Append('<');
                i++;
            }
            else if (text[i] == '<' && text.IndexOf('>', i) is > 0 and var end)
            {
                // Parameters are for the formatter.
                if (text.AsSpan(i).StartsWith("<param>", StringComparison.OrdinalIgnoreCase) && text.IndexOf("</param>", i, StringComparison.OrdinalIgnoreCase) is > 0 and var close)
                    end = close + 7;
                i = end;
                continue;
            }
            else if (text[i] == '\n')
            {
                result.Append(breaks == 0 ? ' ' : '\n');
                breaks++;
                continue;
            }
            else
            {
                result.Append(text[i]);
            }
            breaks = 0;
        }
        return result.ToString();
    }
}
