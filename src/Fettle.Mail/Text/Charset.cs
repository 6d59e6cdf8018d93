using System.Text;

namespace Fettle.Mail.Text;

/// <summary>A way to read bytes.</summary>
internal abstract class Charset
{
    /// <summary>Bytes below 128 are ASCII.</summary>
    public virtual bool IsAsciiSuperset => true;

    public virtual bool IsUtf8 => false;

    /// <summary>ASCII, Latin-1 or Windows-1252: what senders declare when they do not know.</summary>
    public virtual bool IsLatin => false;

    public virtual bool IsSingleByte => false;

    public abstract string Decode(ReadOnlySpan<byte> bytes);

    /// <summary>A code page of .NET; 65001 is UTF-8.</summary>
    public static Charset CodePage(int codePage) => new CodePageCharset(codePage);

    /// <summary>96 letters for the bytes from A0 on; Latin-1 below.</summary>
    public static Charset Table(string upperHalf) => new TableCharset(upperHalf);

    public static Charset Utf7 { get; } = new Utf7Charset();

    private sealed class CodePageCharset(int codePage) : Charset
    {
        /// <summary>Some code pages have a mark of their own for what is wrong, which would look like text.</summary>
        private static readonly DecoderReplacementFallback Wrong = new("\uFFFD");

        private readonly Encoding encoding =
            CodePagesEncodingProvider.Instance.GetEncoding(codePage, EncoderFallback.ReplacementFallback, Wrong) ?? Encoding.GetEncoding(codePage, EncoderFallback.ReplacementFallback, Wrong);

        // UTF-16, UTF-32, ISO-2022-*, HZ, and the EBCDIC of IBM mainframes.
        public override bool IsAsciiSuperset => codePage is not (1200 or 1201 or 12000 or 12001 or (>= 50220 and <= 50229) or 52936 or 37 or 500 or 1047 or 1140);

        public override bool IsUtf8 => codePage == 65001;

        public override bool IsLatin => codePage == 1252;

        public override bool IsSingleByte => encoding.IsSingleByte;

        public override string Decode(ReadOnlySpan<byte> bytes)
        {
            if (codePage is 1200 or 1201)
                return Utf16(bytes);
            return encoding.GetString(bytes);
        }

        private string Utf16(ReadOnlySpan<byte> bytes) => bytes switch
        {
            [0xFF, 0xFE, .. var little] => Encoding.Unicode.GetString(little),
            [0xFE, 0xFF, .. var big] => Encoding.BigEndianUnicode.GetString(big),
            // Declared UTF-16, and yet without the zeros that Latin letters would have.
            _ when !bytes.Contains((byte)0) && Ascii.IsValid(bytes) => Encoding.ASCII.GetString(bytes),
            _ => encoding.GetString(bytes),
        };
    }

    private sealed class TableCharset(string upperHalf) : Charset
    {
        public override bool IsSingleByte => true;

        public override string Decode(ReadOnlySpan<byte> bytes)
        {
            var text = new StringBuilder(bytes.Length);
            foreach (var b in bytes)
                text.Append(b < 0xa0 ? (char)b : upperHalf[b - 0xa0]);
            return text.ToString();
        }
    }
}
