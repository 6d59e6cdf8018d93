using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;

namespace Fettle.Server.ServiceDesk.Mail.Incoming;

/// <summary>How far a message that was taken has come.</summary>
internal enum ReceiptState
{
    /// <summary>In the store, to be understood.</summary>
    Waiting,

    /// <summary>Became an entry, or was told to the mail that it reports about.</summary>
    Filed,

    /// <summary>The same message had come before; nothing was made of this one.</summary>
    Again,

    /// <summary>Kept for people to look at; <see cref="ReceivedMail.Why"/> says why.</summary>
    Quarantined,

    /// <summary>Still in its mailbox, and to be fetched (again).</summary>
    Wanted,

    /// <summary>Somebody looked at it and threw it away.</summary>
    Discarded,
}

internal enum QuarantineReason
{
    /// <summary>It has no sender, or nothing in it.</summary>
    NotUnderstood,

    /// <summary>Something went wrong with it here.</summary>
    Failed,

    /// <summary>It is larger than what is taken, and still where it came from.</summary>
    TooLarge,

    /// <summary>The mail server does not hand it out.</summary>
    NotFetched,

    /// <summary>Its sender sent too many within an hour.</summary>
    TooMany,

    /// <summary>It is from an address of the desk itself.</summary>
    Own,

    /// <summary>A delivery report about a message that the desk did not send.</summary>
    StrayReport,
}

/// <summary>A message as it was taken from a channel, before and after it was understood. The message itself is a blob.</summary>
[NotJournalled("the entry that it becomes is, and what people do with it is noted")]
internal sealed class ReceivedMail : IBelongToOrganisation
{
    public long Id { get; private set; }

    /// <summary>The mailbox's, or of who handed it in. The ticket may be another organisation's, where a mailbox serves all.</summary>
    public long OrganisationId { get; init; }

    /// <summary>Null: handed in for no mailbox.</summary>
    public long? MailboxId { get; init; }

    /// <summary>With <see cref="Uid"/> the message's name on its server (RFC 3501 §2.3.1.1); null where it was handed in.</summary>
    public long? UidValidity { get; init; }

    public long? Uid { get; init; }

    /// <summary>SHA-256 of the message as it came; null while it is only known to be there.</summary>
    public string? Hash { get; private set; }

    /// <summary>Bytes.</summary>
    public long Size { get; private set; }

    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The server was told that it is taken: marked as seen, or moved.</summary>
    public bool Acknowledged { get; private set; }

    public ReceiptState State { get; private set; }

    /// <summary>When to understand it (again); while that is being done, when it is given up for lost.</summary>
    public DateTimeOffset? NextTryAt { get; private set; }

    public int Tries { get; private set; }

    public QuarantineReason? Reason { get; private set; }

    /// <summary>Why it is in the quarantine, in words.</summary>
    public string? Why { get; private set; }

    /// <summary>Somebody let it through: budget and own addresses do not hold it back.</summary>
    public bool Released { get; private set; }

    public string? Sender { get; private set; }

    public string? Subject { get; private set; }

    /// <summary>SHA-256 of what it says (<see cref="Fingerprint"/>): of one message only in an organisation.</summary>
    public string? Content { get; private set; }

    /// <summary>Outlook's name for the conversation: the first 22 bytes of the Thread-Index.</summary>
    public string? Conversation { get; private set; }

    public long? TicketId { get; private set; }

    public long? EntryId { get; private set; }

    public void IsStored(string hash, long size, DateTimeOffset at) =>
        (Hash, Size, State, NextTryAt, Tries, Reason, Why) = (hash, size, ReceiptState.Waiting, at, 0, null, null);

    public void IsAcknowledged() => Acknowledged = true;

    public void Stays(QuarantineReason reason, string why, long size) =>
        (State, NextTryAt, Reason, Why, Size) = (ReceiptState.Quarantined, null, reason, why, size);

    public void IsFrom(string? sender, string? subject) => (Sender, Subject) = (sender, subject);

    public void Became(long? ticket, long? entry, string content, string? conversation) =>
        (State, NextTryAt, Reason, Why, TicketId, EntryId, Content, Conversation) = (ReceiptState.Filed, null, null, null, ticket, entry, content, conversation);

    public void CameAgain(long? ticket, long? entry) =>
        (State, NextTryAt, Reason, Why, TicketId, EntryId) = (ReceiptState.Again, null, null, null, ticket, entry);

    public void Quarantine(QuarantineReason reason, string why) => (State, NextTryAt, Reason, Why) = (ReceiptState.Quarantined, null, reason, why);

    public void PutOff(DateTimeOffset until) => NextTryAt = until;

    /// <summary>Once more, and whoever asks for it answers for budget and sender.</summary>
    public void Replay(DateTimeOffset at)
    {
        Released = true;
        (State, NextTryAt, Tries) = Hash is null ? (ReceiptState.Wanted, (DateTimeOffset?)null, 0) : (ReceiptState.Waiting, at, 0);
    }

    public void Discard() => (State, NextTryAt) = (ReceiptState.Discarded, null);
}
