namespace Fettle.Mail.Html;

/// <summary>How deep HTML may be nested, estimated without parsing it: tags opened and not closed.</summary>
internal static class HtmlDepth
{
    private static readonly string[] NeverClosed = ["br", "img", "hr", "meta", "input", "link", "p", "li", "td", "tr", "th", "area", "base", "col", "wbr", "o:p", "option", "dd", "dt"];

    public static int Of(string html)
    {
        int depth = 0, deepest = 0;
        var rest = html.AsSpan();
        int open;
        while ((open = rest.IndexOf('<')) >= 0 && open + 1 < rest.Length)
        {
            rest = rest[(open + 1)..];
            if (rest[0] == '/')
                depth = Math.Max(0, depth - (IsCounted(rest[1..]) ? 1 : 0));
            else if (char.IsAsciiLetter(rest[0]) && IsCounted(rest))
                deepest = Math.Max(deepest, ++depth);
        }
        return deepest;
    }

    private static bool IsCounted(ReadOnlySpan<char> tag)
    {
        var end = tag.IndexOfAny(" \t\r\n/>");
        var name = end < 0 ? tag : tag[..end];
        foreach (var other in NeverClosed)
        {
            if (name.Equals(other, StringComparison.OrdinalIgnoreCase))
                return false;
        }
        return true;
    }
}
