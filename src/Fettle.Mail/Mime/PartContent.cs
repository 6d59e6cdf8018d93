using System.Text;
using System.Text.RegularExpressions;
using Fettle.Mail.Decoding;
using Fettle.Mail.Text;

namespace Fettle.Mail.Mime;

/// <summary>What is in a part, taken from the raw message.</summary>
internal static partial class PartContent
{
    /// <summary>The decoded bytes (RFC 2045 §6).</summary>
    public static Stream Open(RawMail raw, MimePart part)
    {
        var slice = new RawSlice(raw, part.Start, part.Length);
        return TransferDecoder.For(part.Encoding) is { } decoder ? new DecodedStream(slice, decoder) : slice;
    }

    /// <summary>At most so many decoded bytes.</summary>
    public static byte[] Read(RawMail raw, MimePart part, int most, out bool whole)
    {
        using var content = Open(raw, part);
        var bytes = new byte[(int)Math.Min(most, part.Length)];
        var length = content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        whole = length < bytes.Length || content.ReadByte() < 0;
        return length == bytes.Length ? bytes : bytes[..length];
    }

    /// <summary>A text part as text: charset (RFC 2046 §4.1.2), files within it taken out, flowed lines joined (RFC 3676).</summary>
    public static string Text(MimePart part, byte[] bytes, List<EmbeddedFile> files)
    {
        if (part.Type.Name == "text/html")
            return PlainText.Normalise(Charsets.Decode(bytes, part.Type["charset"] ?? DeclaredInHtml(bytes)));

        bytes = EmbeddedFiles.TakeOut(bytes, files);
        var text = PlainText.Normalise(Charsets.Decode(bytes, part.Type["charset"]));
        if (part.Type.Name is "text/enriched" or "text/richtext")
            return EnrichedText.ToPlain(text);
        return string.Equals(part.Type["format"], "flowed", StringComparison.OrdinalIgnoreCase)
            ? FlowedText.Unfold(text, string.Equals(part.Type["delsp"], "yes", StringComparison.OrdinalIgnoreCase))
            : text;
    }

    private static string? DeclaredInHtml(byte[] bytes)
    {
        var match = MetaCharset().Match(Encoding.Latin1.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, 4096))));
        return match.Success ? match.Groups["name"].Value : null;
    }

    [GeneratedRegex("<meta[^>]{1,200}charset=[\"']?(?<name>[\\w-]+)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MetaCharset();
}
