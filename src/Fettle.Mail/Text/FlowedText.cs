using System.Text;

namespace Fettle.Mail.Text;

/// <summary>Text in format=flowed (RFC 3676): lines that end in a space go on in the next line of the same quoting depth.</summary>
internal static class FlowedText
{
    /// <param name="text">Lines ended by <c>\n</c>.</param>
    /// <param name="deleteSpace">DelSp=yes: the space at a soft line break is not part of the text.</param>
    public static string Unfold(string text, bool deleteSpace)
    {
        var result = new StringBuilder(text.Length);
        var open = -1;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan(range);
            var depth = line.IndexOfAnyExcept('>') is >= 0 and var d ? d : line.Length;
            var content = line[depth..];
            if (content.StartsWith(" "))
                content = content[1..];
            // The signature's separator is never flowed (RFC 3676 §4.3).
            var signature = content is "-- ";
            if (open >= 0 && (open != depth || signature))
            {
                result.Append('\n');
                open = -1;
            }
            if (open < 0)
            {
                result.Append('>', depth);
                if (depth > 0 && content.Length > 0)
                    result.Append(' ');
            }
            var flows = content.EndsWith(" ") && !signature;
            result.Append(flows && deleteSpace ? content[..^1] : content);
            if (flows)
                open = depth;
            else
                result.Append('\n');
            open = flows ? depth : -1;
        }
        if (result.Length > 0 && result[^1] == '\n')
            result.Length--;
        return result.ToString();
    }
}
