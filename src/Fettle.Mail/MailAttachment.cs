using Fettle.Mail.Decoding;

namespace Fettle.Mail;

/// <summary>A file that came with a message. Its name and type are the sender's words, and hostile.</summary>
public sealed class MailAttachment
{
    private readonly Func<Stream> open;

    internal MailAttachment(string? name, string type, bool inline, string? contentId, Func<Stream> open)
    {
        (Name, Type, Inline, ContentId, this.open) = (name, type, inline, contentId, open);
        using var content = open();
        (Size, Sha256) = ContentHash.Of(content);
    }

    /// <summary>Without folders and control characters; null where the sender gave none.</summary>
    public string? Name { get; }

    /// <summary>The media type in lower case: <c>image/png</c>.</summary>
    public string Type { get; }

    /// <summary>Bytes, decoded.</summary>
    public long Size { get; }

    /// <summary>Of the decoded bytes, hexadecimal.</summary>
    public string Sha256 { get; }

    /// <summary>Shown within the message and not beside it (RFC 2183 §2.1, or a picture that the HTML shows).</summary>
    public bool Inline { get; }

    /// <summary>What <c>cid:</c> links in the HTML call it (RFC 2392), without angle brackets.</summary>
    public string? ContentId { get; }

    /// <summary>The decoded bytes, read from the raw message as they are asked for.</summary>
    public Stream Open() => open();
}
