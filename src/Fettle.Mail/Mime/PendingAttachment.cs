namespace Fettle.Mail.Mime;

/// <summary>An attachment before it is known whether the HTML shows it.</summary>
internal sealed class PendingAttachment
{
    private readonly byte[]? content;
    private readonly string? name;
    private readonly string type;
    private readonly bool inRelated;

    public PendingAttachment(MimePart part, string? name, bool inRelated)
    {
        (Part, this.name, type, this.inRelated) = (part, name, part.Type.Name, inRelated);
        ContentId = part.Header["Content-ID"]?.Trim().Trim('<', '>');
    }

    public PendingAttachment(string? name, string type, byte[] content) => (this.name, this.type, this.content) = (AttachmentName.Clean(name), type, content);

    public MimePart? Part { get; }

    public string? ContentId { get; init; }

    public MailAttachment Finish(RawMail raw, string? html)
    {
        var shown = ContentId is { Length: > 0 } && html?.Contains($"cid:{ContentId}", StringComparison.OrdinalIgnoreCase) == true;
        var inline = shown || Part?.Disposition.IsInline == true || (inRelated && Part?.Disposition.IsAttachment == false && ContentId is not null);
        return content is { } bytes
            ? new MailAttachment(name, type, inline, ContentId, () => new MemoryStream(bytes, writable: false))
            : new MailAttachment(name, type, inline, ContentId, () => PartContent.Open(raw, Part!));
    }
}
