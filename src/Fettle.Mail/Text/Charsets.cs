using System.Text;
using System.Text.Unicode;

namespace Fettle.Mail.Text;

/// <summary>
/// From bytes to text, whatever the sender says of them: a declared charset is believed unless the bytes show that it is wrong
/// (UTF-8 or Windows-1252 under another name), an unknown or missing one is guessed.
/// </summary>
internal static class Charsets
{
    /// <param name="declared">The charset's name as the sender wrote it, if any.</param>
    /// <param name="undeclared">True where the name only hints: UTF-8 comes first (RFC 6532).</param>
    public static string Decode(ReadOnlySpan<byte> bytes, string? declared, bool undeclared = false)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) && Utf8.IsValid(bytes))
            return Encoding.UTF8.GetString(bytes[3..]);
        var charset = CharsetName.Find(declared);
        if (Ascii.IsValid(bytes) && charset is null or { IsAsciiSuperset: true })
            return bytes.Contains((byte)0x1b) ? CharsetGuess.Escaped(bytes) : Encoding.ASCII.GetString(bytes);

        var utf8 = Utf8Evidence.In(bytes);
        if (charset is null || undeclared)
        {
            if (utf8.IsUtf8 || utf8.IsDamagedUtf8)
                return Encoding.UTF8.GetString(bytes);
            return (charset is null or { IsLatin: true } or { IsUtf8: true } ? CharsetGuess.Find(bytes) : charset).Decode(bytes);
        }
        if (charset.IsUtf8)
            return utf8.IsMostlyUtf8 ? Encoding.UTF8.GetString(bytes) : CharsetGuess.Find(bytes).Decode(bytes);
        if (utf8.IsUtf8 && charset.IsAsciiSuperset)
        {
            // Legacy text is hardly ever valid UTF-8 by chance: one sequence decides against Latin letters, two against others.
            if (charset.IsLatin || (charset.IsSingleByte && utf8.Sequences > 1))
                return Encoding.UTF8.GetString(bytes);
            var text = charset.Decode(bytes);
            return text.Contains('\uFFFD') ? Encoding.UTF8.GetString(bytes) : text;
        }
        return charset.Decode(bytes);
    }
}
