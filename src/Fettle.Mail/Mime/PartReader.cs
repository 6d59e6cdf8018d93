namespace Fettle.Mail.Mime;

/// <summary>
/// Finds the parts of a message in one pass over its lines (RFC 2046 §5.1): where each begins and ends, not what is in it. Memory is bounded by the
/// limits: parts are counted, multiparts are opened down to a depth, and nothing of a body is kept.
/// </summary>
internal sealed class PartReader
{
    private readonly LineReader lines;
    private readonly MailLimits limits;
    private readonly HeaderReader headers;
    private readonly Boundary boundaries = new();
    private readonly CancellationToken cancel;
    private int parts;

    private PartReader(RawMail raw, MailLimits limits, CancellationToken cancel)
    {
        (this.limits, this.cancel) = (limits, cancel);
        lines = new LineReader(raw);
        headers = new HeaderReader(lines, limits);
    }

    public static MimePart Read(RawMail raw, MailLimits limits, CancellationToken cancel)
    {
        var reader = new PartReader(raw, limits, cancel);
        var header = reader.headers.Read(message: true);
        return reader.ReadPart(header, "text/plain", out _);
    }

    /// <summary>Reads a part whose header has been read, to its end.</summary>
    /// <param name="ended">What ended it.</param>
    private MimePart ReadPart(HeaderBlock header, string usualType, out PartEnd ended)
    {
        parts++;
        var type = MediaType.Of(header, usualType);
        header.Charset = type["charset"];
        var part = new MimePart(header, type, lines.End);
        if (type.IsMultipart && boundaries.Depth < limits.Depth && BoundaryOf(part) is { } boundary)
            ended = ReadMultipart(part, boundary);
        else
            ended = ReadBody(part.Start);
        part.Length = ended.Offset - part.Start;
        return part;
    }

    private PartEnd ReadMultipart(MimePart multipart, string boundary)
    {
        boundaries.Open(boundary);
        var level = boundaries.Depth - 1;
        var usualType = multipart.Type.Name == "multipart/digest" ? "message/rfc822" : "text/plain";

        var ended = ReadBody(multipart.Start);
        multipart.PreambleLength = ended.Offset - multipart.Start;
        while (ended.Level == level && !ended.Closes)
        {
            if (parts >= limits.Parts)
            {
                multipart.Children.Add(Remainder(out ended, level));
                break;
            }
            multipart.Children.Add(ReadPart(headers.Read(message: false), usualType, out ended));
        }
        boundaries.Close();

        // What follows the closing delimiter is an epilogue, up to the delimiter of an outer multipart.
        return ended.Level == level ? ReadBody(lines.End) : ended;
    }

    /// <summary>All that is left of a multipart whose parts are too many to tell apart.</summary>
    private MimePart Remainder(out PartEnd ended, int level)
    {
        var rest = new MimePart(new HeaderBlock([]), MediaType.Parse("application/octet-stream"), lines.End) { Remainder = true };
        do
            ended = ReadBody(lines.End);
        while (ended.Level == level && !ended.Closes);
        rest.Length = ended.Offset - rest.Start;
        return rest;
    }

    /// <summary>Goes on to the next delimiter of any open multipart, or to the message's end.</summary>
    private PartEnd ReadBody(long start)
    {
        // The line break before a delimiter belongs to the delimiter.
        var previousEnding = 0;
        var count = 0;
        while (lines.Read())
        {
            if (lines.AtLineStart && lines.Line is [(byte)'-', (byte)'-', ..] && boundaries.Find(lines.Line, out var closes) is >= 0 and var level)
                return new PartEnd(Math.Max(start, lines.Start - previousEnding), level, closes);
            previousEnding = lines.EndingLength;
            if ((++count & 0xfff) == 0)
                cancel.ThrowIfCancellationRequested();
        }
        return new PartEnd(lines.End, -1, Closes: false);
    }

    /// <summary>The declared delimiter, or, where it is missing, the line that looks like one and is followed by a field of a header.</summary>
    private string? BoundaryOf(MimePart multipart)
    {
        if (multipart.Type["boundary"] is { Length: > 0 } declared && System.Text.Encoding.UTF8.GetByteCount(declared) == declared.Length)
            return declared.TrimEnd();
        var here = lines.End;
        string? guess = null;
        for (var i = 0; i < 50 && guess is null && lines.Read(); i++)
        {
            var line = lines.Line.TrimEnd(" \t\r"u8);
            if (line is not [(byte)'-', (byte)'-', _, ..] || line.Length > 200 || boundaries.Find(line, out _) >= 0)
                continue;
            var candidate = System.Text.Encoding.Latin1.GetString(line[2..]);
            if (lines.Read() && lines.Line.StartsWith("Content-"u8))
                guess = candidate;
        }
        lines.GoTo(here);
        return guess;
    }

    /// <param name="Offset">Where the part's body ends.</param>
    /// <param name="Level">The multipart whose delimiter ended it; -1 at the message's end.</param>
    private readonly record struct PartEnd(long Offset, int Level, bool Closes);
}
