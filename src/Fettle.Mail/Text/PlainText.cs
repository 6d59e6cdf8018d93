namespace Fettle.Mail.Text;

/// <summary>Text as all of Fettle has it: lines ended by <c>\n</c>, no zeros, no byte order mark, nothing empty at the end.</summary>
internal static class PlainText
{
    public static string Normalise(string text)
    {
        if (text.AsSpan().IndexOfAny("\r\0\uFEFF") >= 0)
            text = text.Replace("\r\r\n", "\n").Replace("\r\n", "\n").Replace('\r', '\n').Replace("\0", "").Replace("\uFEFF", "");
        return text;
    }

    public static string? NullIfBlank(string text)
    {
        text = text.TrimEnd();
        return text.Length == 0 ? null : text;
    }
}
