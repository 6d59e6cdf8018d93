using System.Text;

namespace Fettle.Mail.Writing;

/// <summary>Quoted-printable (RFC 2045 §6.7) of text: line breaks are CRLF, lines have at most 76 characters.</summary>
internal static class QuotedPrintableWriter
{
    public static string Encode(string text)
    {
        var result = new StringBuilder(text.Length + (text.Length / 10));
        var length = 0;
        var bytes = Encoding.UTF8.GetBytes(text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'));
        for (var i = 0; i < bytes.Length; i++)
        {
            var b = bytes[i];
            if (b == '\n')
            {
                result.Append("\r\n");
                length = 0;
                continue;
            }
            var last = i + 1 == bytes.Length || bytes[i + 1] == '\n';
            // "From " and a lone dot at a line's start are changed by servers on the way.
            var guarded = length == 0 && (b == '.' || (b == 'F' && bytes.AsSpan(i).StartsWith("From "u8)));
            var plain = b is > 32 and < 127 and not (byte)'=' || (b is (byte)' ' or (byte)'\t' && !last);
            var width = plain && !guarded ? 1 : 3;
            if (length + width > (last ? 76 : 75))
            {
                result.Append("=\r\n");
                length = 0;
            }
            if (width == 1)
                result.Append((char)b);
            else
                result.Append('=').Append(b.ToString("X2"));
            length += width;
        }
        return result.ToString();
    }
}
