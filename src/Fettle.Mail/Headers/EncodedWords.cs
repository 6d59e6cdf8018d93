using System.Text;
using Fettle.Mail.Decoding;
using Fettle.Mail.Text;

namespace Fettle.Mail.Headers;

/// <summary>
/// Encoded words (RFC 2047): <c>=?charset?Q?text?=</c>. Neighbours lose the white space between them, and characters that a sender has split
/// between two words of the same charset are put together. Words with spaces in them, without an end, or glued to text are read, too.
/// </summary>
internal static class EncodedWords
{
    public static string Decode(string text)
    {
        var start = text.IndexOf("=?", StringComparison.Ordinal);
        if (start < 0)
            return text;

        var result = new StringBuilder(text.Length);
        using var pending = new MemoryStream();
        string? charset = null;
        var at = 0;
        while (start >= 0)
        {
            if (!TryRead(text, start, out var word))
            {
                start = text.IndexOf("=?", start + 2, StringComparison.Ordinal);
                continue;
            }
            var between = text.AsSpan(at, start - at);
            if (charset is null || !between.IsWhiteSpace() || !string.Equals(charset, word.Charset, StringComparison.OrdinalIgnoreCase))
                Flush();
            if (!(between.IsWhiteSpace() && at > 0 && charset is not null))
                result.Append(between);
            charset = word.Charset;
            word.DecodeTo(pending);
            at = word.End;
            start = text.IndexOf("=?", at, StringComparison.Ordinal);
        }
        Flush();
        return result.Append(text, at, text.Length - at).ToString();

        void Flush()
        {
            if (pending.Length > 0)
                result.Append(Charsets.Decode(pending.GetBuffer().AsSpan(0, (int)pending.Length), charset));
            pending.SetLength(0);
        }
    }

    private static bool TryRead(string text, int start, out Word word)
    {
        word = default;
        var charsetEnd = text.IndexOf('?', start + 2);
        if (charsetEnd < 0 || charsetEnd - start > 60 || charsetEnd + 2 >= text.Length || text[charsetEnd + 2] != '?')
            return false;
        var encoding = char.ToUpperInvariant(text[charsetEnd + 1]);
        // A language may follow the charset (RFC 2231 §5).
        var charset = text[(start + 2)..charsetEnd].Split('*')[0].Trim();
        if (encoding is not ('Q' or 'B') || charset.AsSpan().IndexOfAny(" \t<>()@") >= 0)
            return false;

        var from = charsetEnd + 3;
        var end = text.IndexOf("?=", from, StringComparison.Ordinal);
        // In "?Q?a?=20b?=" the first "?=" belongs to the text, since what follows it is a hexadecimal code and the word has a later end.
        while (encoding == 'Q' && end >= 0 && end + 3 < text.Length && char.IsAsciiHexDigit(text[end + 2]) && char.IsAsciiHexDigit(text[end + 3])
            && text.IndexOf("?=", end + 2, StringComparison.Ordinal) is > 0 and var later && !text.AsSpan(end, later - end).Contains("=?", StringComparison.Ordinal))
        {
            end = later;
        }
        if (end < 0)
        {
            // Cut off: up to the next white space, or to the end.
            end = text.AsSpan(from).IndexOfAny(" \t") is >= 0 and var space ? from + space : text.Length;
            word = new Word(charset, encoding, text[from..end].TrimEnd('?'), end);
            return end > from;
        }
        word = new Word(charset, encoding, text[from..end], end + 2);
        return true;
    }

    private readonly record struct Word(string Charset, char Encoding, string Text, int End)
    {
        public void DecodeTo(MemoryStream output)
        {
            // A sender that writes raw UTF-8 into a word means UTF-8.
            var bytes = System.Text.Encoding.UTF8.GetBytes(Text);
            TransferDecoder decoder = Encoding == 'B' ? new Base64Decoder() : new QuotedPrintableDecoder(header: true);
            var decoded = new System.Buffers.ArrayBufferWriter<byte>(bytes.Length + 4);
            decoder.Decode(bytes, decoded);
            decoder.Finish(decoded);
            output.Write(decoded.WrittenSpan);
        }
    }
}
