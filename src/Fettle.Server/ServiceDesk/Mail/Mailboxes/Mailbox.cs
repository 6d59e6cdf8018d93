using Fettle.Mail.Network;
using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;

namespace Fettle.Server.ServiceDesk.Mail.Mailboxes;

/// <summary>What is done on the mail server with a message that was taken.</summary>
internal enum Afterwards
{
    /// <summary>It stays where it is, marked as seen.</summary>
    MarkSeen,

    /// <summary>It is moved to another folder.</summary>
    Move,
}

/// <summary>An address at which the desk gets mail, and where that mail is fetched; without a server it is handed in (<c>POST /api/mail</c>).</summary>
internal sealed class Mailbox : IBelongToOrganisation
{
    public long Id { get; private set; }

    public long OrganisationId { get; init; }

    /// <summary>Where its tickets begin.</summary>
    public long QueueId { get; private set; }

    /// <summary>Lower case. One of the desk's own: what comes from it is our own mail.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The mail of every organisation comes here: a sender's ticket is their organisation's, in its first queue.</summary>
    public bool ForAll { get; private set; }

    /// <summary>The IMAP server; null: nothing is fetched.</summary>
    public string? Host { get; private set; }

    public int Port { get; private set; }

    public MailSecurity Security { get; private set; }

    public string? User { get; private set; }

    /// <summary>Password or access token, sealed with Data Protection; it is never shown again.</summary>
    [HiddenInJournal]
    public string? SealedSecret { get; private set; }

    /// <summary>The secret is an access token (XOAUTH2).</summary>
    public bool IsToken { get; private set; }

    /// <summary>An authority of one's own that signed the server's certificate, as PEM.</summary>
    public string? Authority { get; private set; }

    public string Folder { get; private set; } = "INBOX";

    public Afterwards Afterwards { get; private set; }

    public string? MoveTo { get; private set; }

    /// <summary>The name by which our own mail server signs what it found out about senders (authserv-id, RFC 8601 §2.5); null: nobody is believed.</summary>
    public string? AuthservId { get; private set; }

    public DateTimeOffset? PausedAt { get; private set; }

    /// <summary>Goes up with every change, so that whoever fetches begins anew.</summary>
    public long Revision { get; private set; }

    public void Change(MailboxFields fields, string? sealedSecret)
    {
        (QueueId, Address, ForAll, AuthservId) = (fields.QueueId, fields.Address, fields.ForAll, fields.AuthservId);
        (Host, Port, Security, User, IsToken, Authority) = (fields.Host, fields.Port, fields.Security, fields.User, fields.IsToken, fields.Authority);
        (Folder, Afterwards, MoveTo) = (fields.Folder, fields.Afterwards, fields.MoveTo);
        SealedSecret = fields.Host is null ? null : sealedSecret;
        Revision++;
    }

    public void Pause(DateTimeOffset? at) => (PausedAt, Revision) = (at, Revision + 1);
}

/// <summary>What an administrator says about a mailbox, checked.</summary>
internal sealed record MailboxFields(
    long QueueId, string Address, bool ForAll, string? Host, int Port, MailSecurity Security, string? User, bool IsToken, string? Authority, string Folder,
    Afterwards Afterwards, string? MoveTo, string? AuthservId);

internal enum MailTrouble
{
    /// <summary>The server does not accept user and secret: a changed password, a token that has run out.</summary>
    SignIn,

    /// <summary>The server does not answer, or cannot be trusted.</summary>
    Server,

    /// <summary>It answers, but refuses what is asked: a folder that is not there.</summary>
    Refused,
}

/// <summary>How the fetching of a mailbox goes.</summary>
[NotJournalled("it changes all the time and is found out anew")]
internal sealed class MailboxState : IBelongToOrganisation
{
    public long MailboxId { get; init; }

    public long OrganisationId { get; init; }

    /// <summary>While it is the server's, <see cref="NextUid"/> counts.</summary>
    public long? UidValidity { get; set; }

    /// <summary>Everything before it is taken.</summary>
    public long? NextUid { get; set; }

    /// <summary>When the server last answered as it should.</summary>
    public DateTimeOffset? LastContactAt { get; set; }

    public MailTrouble? TroubleKind { get; set; }

    /// <summary>What is wrong, in words.</summary>
    public string? Trouble { get; set; }

    public DateTimeOffset? TroubleSince { get; set; }

    /// <summary>The ticket that tells of what is wrong; null once it is over.</summary>
    public long? AlertTicket { get; set; }

    /// <summary>Which process fetches it, and how long that holds.</summary>
    public string? LeasedBy { get; set; }

    public DateTimeOffset? LeasedUntil { get; set; }
}
