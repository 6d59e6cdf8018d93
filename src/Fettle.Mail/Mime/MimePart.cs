namespace Fettle.Mail.Mime;

/// <summary>One part of a message (RFC 2045 §2.4): its header, and where its body is.</summary>
internal sealed class MimePart(HeaderBlock header, MediaType type, long start)
{
    public HeaderBlock Header { get; } = header;

    public MediaType Type { get; } = type;

    public Disposition Disposition { get; } = Disposition.Of(header);

    /// <summary>Where the body starts in the raw message.</summary>
    public long Start { get; } = start;

    /// <summary>Bytes of the body, still encoded.</summary>
    public long Length { get; set; }

    /// <summary>Of a multipart that was opened.</summary>
    public List<MimePart> Children { get; } = [];

    /// <summary>What a multipart says before its first boundary (RFC 2046 §5.1.1), of which nothing is shown while it has parts.</summary>
    public long PreambleLength { get; set; }

    /// <summary>True for what was left when a limit was reached.</summary>
    public bool Remainder { get; init; }

    public string Encoding { get; } = (header["Content-Transfer-Encoding"] ?? "").Split(';', '(')[0].Trim().Trim('"').ToLowerInvariant();
}
