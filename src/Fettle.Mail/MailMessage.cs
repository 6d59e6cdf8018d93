namespace Fettle.Mail;

/// <summary>What was understood of a message. What it does not say, or says in no way that can be read, is null or empty.</summary>
public sealed record MailMessage
{
    /// <summary>RFC 5322 §3.6.5, unfolded, with its encoded words (RFC 2047) read.</summary>
    public string? Subject { get; init; }

    /// <summary>The first author (RFC 5322 §3.6.2). Anybody can write anything here: it proves nothing.</summary>
    public MailAddress? From { get; init; }

    /// <summary>Where answers are wanted, when it is said (RFC 5322 §3.6.2).</summary>
    public IReadOnlyList<MailAddress> ReplyTo { get; init; } = [];

    public IReadOnlyList<MailAddress> To { get; init; } = [];

    public IReadOnlyList<MailAddress> Cc { get; init; } = [];

    /// <summary>When it was written, by the sender's clock (RFC 5322 §3.6.1).</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>With its angle brackets: <c>&lt;id@host&gt;</c> (RFC 5322 §3.6.4).</summary>
    public string? MessageId { get; init; }

    public string? InReplyTo { get; init; }

    /// <summary>Oldest first (RFC 5322 §3.6.4).</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>The message in plain text, lines ended by <c>\n</c>; made from the HTML where there is no text of its own.</summary>
    public string? Text { get; init; }

    /// <summary><see cref="Text"/> without what it quotes and without the signature.</summary>
    public string? NewText { get; init; }

    /// <summary>As it came: hostile until sanitised.</summary>
    public string? Html { get; init; }

    public IReadOnlyList<MailAttachment> Attachments { get; init; } = [];

    /// <summary>Written by a program and not by a person, so never to be answered by one (RFC 3834).</summary>
    public bool Automatic { get; init; }

    /// <summary>What a delivery report says (RFC 3464, or a mail server's own words); null for other mail.</summary>
    public MailBounce? Bounce { get; init; }

    /// <summary>Every field of the header in its order.</summary>
    public IReadOnlyList<MailField> Header { get; init; } = [];
}
