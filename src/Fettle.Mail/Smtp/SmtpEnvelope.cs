namespace Fettle.Mail.Smtp;

/// <summary>From whom and to whom a message goes (RFC 5321 §2.3.1), whatever its header says.</summary>
/// <param name="Sender">Where reports go; empty for automatic answers, which nobody is to answer (RFC 3834 §3.3).</param>
public sealed record SmtpEnvelope(string Sender, IReadOnlyList<string> Recipients)
{
    /// <summary>Comes back in reports (RFC 3461 §4.4), where the server knows them.</summary>
    public string? EnvelopeId { get; init; }

    /// <summary>The message's length in bytes if known, so that a server can refuse it before it is sent (RFC 1870).</summary>
    public long? Size { get; init; }
}

/// <summary>A message was taken, for all recipients but those refused.</summary>
/// <param name="Reply">The server's words, which often name the message in its queue.</param>
public sealed record SmtpAcceptance(SmtpReply Reply, IReadOnlyList<SmtpRecipientRefusal> Refused);

/// <summary>A recipient whom the server does not take.</summary>
public sealed record SmtpRecipientRefusal(string Recipient, SmtpReply Reply);
