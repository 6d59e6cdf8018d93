using System.Text;
using Fettle.Mail.Text;

namespace Fettle.Mail.Headers;

/// <summary>From the bytes of a field to Unicode.</summary>
internal static class HeaderText
{
    /// <param name="raw">A character a byte.</param>
    /// <param name="charset">For bytes that are neither ASCII nor UTF-8.</param>
    public static string ToUnicode(string raw, string? charset)
    {
        // ISO-2022-JP hides in ASCII, behind escapes.
        if (Ascii.IsValid(raw) && !raw.Contains('\e'))
            return raw;
        return Charsets.Decode(Encoding.Latin1.GetBytes(raw), charset, undeclared: true);
    }

    /// <summary>Text as people read it: encoded words read, control characters gone.</summary>
    public static string? Readable(string? value)
    {
        if (value is null)
            return null;
        var text = EncodedWords.Decode(value);
        if (text.AsSpan().IndexOfAnyInRange('\0', '\x1f') >= 0)
            text = string.Concat(text.Select(c => char.IsControl(c) ? c is '\r' or '\n' or '\t' ? " " : "" : c.ToString()));
        return text.Trim();
    }
}
