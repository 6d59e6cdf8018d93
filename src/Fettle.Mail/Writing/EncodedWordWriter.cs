using System.Text;

namespace Fettle.Mail.Writing;

/// <summary>Text for headers, in words that a line can be folded between; encoded (RFC 2047) where ASCII does not do.</summary>
internal static class EncodedWordWriter
{
    /// <summary>An encoded word has at most 75 characters (RFC 2047 §2): 45 bytes in base64 with their frame.</summary>
    private const int MostBytes = 45;

    public static IReadOnlyList<string> Text(string value)
    {
        // Spaces at the ends and in rows would be lost, and what looks like an encoded word would be read as one.
        var plain = Ascii.IsValid(value) && !value.Contains("=?", StringComparison.Ordinal) && !value.Contains("  ", StringComparison.Ordinal)
            && value.Trim() == value && !value.Split(' ').Any(w => w.Length > 200);
        return plain ? value.Split(' ', StringSplitOptions.RemoveEmptyEntries) : Encoded(value);
    }

    /// <summary>A display name (RFC 5322 §3.2.5): in quotes where it has more than letters.</summary>
    public static IReadOnlyList<string> Phrase(string value)
    {
        if (Text(value) is var words && words.Count > 0 && words[0].StartsWith("=?", StringComparison.Ordinal))
            return words;
        if (value.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' or '_' or '\'' or '!' or '#' or '$' or '%' or '&' or '*' or '+' or '/' or '?' or '^' or '`' or '{' or '|' or '}' or '~'))
            return words;
        return [$"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""];
    }

    private static List<string> Encoded(string value)
    {
        var words = new List<string>();
        var bytes = new List<byte>();
        Span<byte> encoded = stackalloc byte[4];
        foreach (var rune in value.EnumerateRunes())
        {
            // A character is never split between two words (RFC 2047 §5).
            var length = rune.EncodeToUtf8(encoded);
            if (bytes.Count + length > MostBytes)
                Flush();
            bytes.AddRange(encoded[..length]);
        }
        Flush();
        return words;

        void Flush()
        {
            if (bytes.Count > 0)
                words.Add($"=?utf-8?B?{Convert.ToBase64String(bytes.ToArray())}?=");
            bytes.Clear();
        }
    }
}
