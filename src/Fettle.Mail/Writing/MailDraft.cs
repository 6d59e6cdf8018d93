namespace Fettle.Mail.Writing;

/// <summary>A message to be written.</summary>
public sealed record MailDraft
{
    public required MailAddress From { get; init; }

    /// <summary>Who really sends, where the author is another (RFC 5322 §3.6.2).</summary>
    public MailAddress? Sender { get; init; }

    public IReadOnlyList<MailAddress> ReplyTo { get; init; } = [];

    public IReadOnlyList<MailAddress> To { get; init; } = [];

    public IReadOnlyList<MailAddress> Cc { get; init; } = [];

    public string Subject { get; init; } = "";

    public required DateTimeOffset Date { get; init; }

    /// <summary>With angle brackets; see <see cref="MessageId.New"/>.</summary>
    public required string MessageId { get; init; }

    public string? InReplyTo { get; init; }

    /// <summary>Oldest first. Of a long list the first and the newest are written, which is what threading needs.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    public required string Text { get; init; }

    /// <summary>The same in HTML; its pictures are the inline ones among <see cref="Files"/>, as <c>cid:</c> and their Content-ID.</summary>
    public string? Html { get; init; }

    public IReadOnlyList<DraftFile> Files { get; init; } = [];

    /// <summary>RFC 3834 §5: <c>auto-replied</c> to answer, <c>auto-generated</c> otherwise; null for what a person wrote.</summary>
    public string? AutoSubmitted { get; init; }

    /// <summary>Further fields, each on a line of its own: <c>X-Auto-Response-Suppress</c>.</summary>
    public IReadOnlyList<MailField> Fields { get; init; } = [];
}

/// <summary>A file to go with a message.</summary>
/// <param name="ContentId">Without angle brackets; a file that has one is shown within the HTML.</param>
/// <param name="Open">Opens the file's bytes; called when the message is written, once each time.</param>
public sealed record DraftFile(string Name, string Type, string? ContentId, Func<Stream> Open);
