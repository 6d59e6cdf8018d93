using System.Text;
using Fettle.Mail.Decoding;

namespace Fettle.Mail.Text;

/// <summary>A file that stood within a text.</summary>
internal sealed record EmbeddedFile(string Name, byte[] Content);

/// <summary>Files within plain text, as before MIME: uuencoded ("begin 644 name" … "end") and yEnc ("=ybegin" … "=yend").</summary>
internal static class EmbeddedFiles
{
    /// <summary>Takes the files out of a text; a block that has no end, or is none, stays text.</summary>
    /// <param name="body">The text's bytes, which yEnc needs as they are.</param>
    public static byte[] TakeOut(byte[] body, List<EmbeddedFile> files)
    {
        ReadOnlySpan<byte> rest = body;
        if (rest.IndexOf("begin "u8) < 0 || (rest.IndexOf("\nend"u8) < 0 && rest.IndexOf("=yend "u8) < 0))
            return body;

        var hasYEnd = rest.IndexOf("\n=yend "u8) >= 0;
        using var text = new MemoryStream(body.Length);
        while (!rest.IsEmpty)
        {
            var length = rest.IndexOf((byte)'\n') + 1;
            var line = rest[..(length > 0 ? length : rest.Length)];
            if (FileAt(rest, line, hasYEnd, out var taken) is { } file)
            {
                files.Add(file);
                rest = rest[taken..];
                continue;
            }
            text.Write(line);
            rest = rest[line.Length..];
        }
        return text.ToArray();
    }

    private static EmbeddedFile? FileAt(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> line, bool hasYEnd, out int length)
    {
        length = 0;
        if (line.StartsWith("=ybegin "u8))
            return hasYEnd ? YEnc(rest, line, out length) : null;
        if (!line.StartsWith("begin "u8) || line.Length < 11 || !line[6..9].ContainsAnyInRange((byte)'0', (byte)'7') || line[6..9].ContainsAnyExceptInRange((byte)'0', (byte)'7'))
            return null;
        var end = EndOfUuencoded(rest[line.Length..]);
        if (end < 0)
            return null;
        length = line.Length + end;
        var name = Encoding.UTF8.GetString(line[9..]).TrimStart('0', '1', '2', '3', '4', '5', '6', '7').Trim();
        return new EmbeddedFile(name, TransferDecoder.DecodeAll(new UuDecoder(), rest[..length]));
    }

    /// <summary>The offset after the line "end", where all lines before it are uuencoded; -1 otherwise.</summary>
    private static int EndOfUuencoded(ReadOnlySpan<byte> rest)
    {
        var at = 0;
        while (at < rest.Length)
        {
            var length = rest[at..].IndexOf((byte)'\n') + 1;
            var line = rest.Slice(at, length > 0 ? length : rest.Length - at);
            at += line.Length;
            line = line.TrimEnd("\r\n"u8);
            if (line.SequenceEqual("end"u8))
                return at;
            if (line.Length > 0 && (line[0] is < 32 or > 96 || line.Length > 4 + (((line[0] - 32) & 63) + 2) / 3 * 4))
                return -1;
        }
        return -1;
    }

    private static EmbeddedFile? YEnc(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> line, out int length)
    {
        length = 0;
        var name = line.IndexOf(" name="u8);
        var end = name < 0 ? -1 : rest.IndexOf("\n=yend "u8);
        if (end < 0)
            return null;
        var endLine = rest[(end + 1)..].IndexOf((byte)'\n');
        length = endLine < 0 ? rest.Length : end + 1 + endLine + 1;
        return new EmbeddedFile(Encoding.Latin1.GetString(line[(name + 6)..]).Trim(), TransferDecoder.DecodeAll(new YEncDecoder(), rest[..length]));
    }
}
