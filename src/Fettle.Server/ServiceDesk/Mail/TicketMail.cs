using Fettle.Mail;
using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;

namespace Fettle.Server.ServiceDesk.Mail;

internal enum MailDirection
{
    /// <summary>It came to the desk.</summary>
    In,

    /// <summary>The desk sends it.</summary>
    Out,
}

internal enum MailState
{
    /// <summary>It came and is understood; the one state of what comes in.</summary>
    Received,

    /// <summary>Not sent yet: it is the next one's turn, or the server was not there and is asked again.</summary>
    Waiting,

    /// <summary>The sending server answers for it.</summary>
    Sent,

    /// <summary>It was refused for good, or given up; <see cref="TicketMail.Failure"/> says why.</summary>
    Failed,

    /// <summary>It was sent, and a report says that it did not arrive.</summary>
    Bounced,
}

/// <summary>
/// One mail of a ticket, whichever way it went: the entry it became or came from, its addresses, and where the message lies as it was received or sent.
/// </summary>
[NotJournalled("the entry that it carries is, and the message itself is kept")]
internal sealed class TicketMail : IBelongToOrganisation
{
    public long Id { get; private set; }

    public long OrganisationId { get; init; }

    public long TicketId { get; init; }

    public long EntryId { get; init; }

    public MailDirection Direction { get; init; }

    /// <summary>With angle brackets. Of what goes out it is fixed when the mail is written down, so that sending twice can be told. Null: it came without.</summary>
    public string? MessageId { get; init; }

    public required MailAddress From { get; init; }

    public IReadOnlyList<MailAddress> To { get; init; } = [];

    public IReadOnlyList<MailAddress> Cc { get; init; } = [];

    public string Subject { get; init; } = "";

    /// <summary>The other side's address in lower case: the sender of what comes, the first recipient of what goes. Budgets and bounces go by it.</summary>
    public required string Correspondent { get; init; }

    /// <summary>A program wrote it (RFC 3834): of what came, never to be answered by one; of what goes, said so in its header.</summary>
    public bool Automatic { get; init; }

    /// <summary>SHA-256 of the message as it came or went, in the blob store; null until it is sent.</summary>
    public string? RawHash { get; set; }

    /// <summary>Bytes of the message; 0 until it is sent.</summary>
    public long RawSize { get; set; }

    /// <summary>The message has HTML, which can be shown as it was sent.</summary>
    public bool HasHtml { get; init; }

    /// <summary>The message has more text than the entry: quotes, a signature.</summary>
    public bool HasMore { get; init; }

    /// <summary>When it came, or was written down to be sent.</summary>
    public DateTimeOffset At { get; init; }

    public MailState State { get; set; }

    /// <summary>Why it is not sent, in words; the server's own where it gave some.</summary>
    public string? Failure { get; set; }

    /// <summary>How often sending was begun.</summary>
    public int Attempts { get; set; }

    /// <summary>When to send it (again); while it is being sent, when that is given up for lost. Null: never.</summary>
    public DateTimeOffset? NextAttemptAt { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    /// <summary>The side conversation that it belongs to; null: the ticket's own.</summary>
    public long? SideId { get; init; }

    /// <summary>Through which sender it goes; null for what came.</summary>
    public long? SenderId { get; init; }
}
