using Fettle.Server.People;
using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Catalogue.Approvals;
using Fettle.Server.ServiceDesk.Promises.Clock;

namespace Fettle.Server.ServiceDesk.Tickets;

internal enum EntryKind
{
    Opened,
    Reply,
    Note,
    StatusChanged,
    AssigneeChanged,
    QueueChanged,
    PriorityChanged,
    RequesterChanged,
    DeviceChanged,
    SubjectChanged,
    TagsChanged,
    WatchersChanged,
    AttachmentAdded,
    Linked,
    Unlinked,
    ArticlesOffered,
    ArticleDrafted,
    CheckUpStarted,
    CheckUpFinished,
    RemedyPreviewed,
    RemedyStarted,
    RemedyFinished,
    ReplyDrafted,
    HoldPassed,
    FaultReturned,
    Reopened,
    Confirmed,

    /// <summary>Who wrote by mail was told that it has become this ticket.</summary>
    Acknowledged,
    MailFailed,
    MailBounced,
    MergedInto,
    MergedHere,
    Unmerged,
    SplitOff,
    ParentChanged,
    ChildAdded,
    ChildRemoved,
    CategoryChanged,
    FieldChanged,
    Rated,

    /// <summary>A step of a service level was taken, as a target ran out or after it did.</summary>
    Escalated,

    /// <summary>The service level or its calendar changed, and with it when something is due.</summary>
    DueChanged,

    /// <summary>Whoever is on call was told.</summary>
    OnCallTold,

    /// <summary>Somebody answered the call: they look after it.</summary>
    OnCallAnswered,

    /// <summary>A rule did something to the ticket.</summary>
    RuleApplied,

    /// <summary>A rule was kept from going round in a ring.</summary>
    RuleStopped,
    /// <summary>Somebody is asked whether a request from the catalogue is to be.</summary>
    ApprovalAsked,
    ApprovalReminded,
    ApprovalAnswered,

    /// <summary>Nobody decided in time.</summary>
    ApprovalOverdue,

    /// <summary>There is nobody who could decide.</summary>
    ApprovalStuck,

    /// <summary>The reply to an approval's mail says neither yes nor no, or not why.</summary>
    ApprovalUnclear,

    /// <summary>The desk asked one more person.</summary>
    ApproverAdded,
    RequestApproved,
    RequestRefused,

    /// <summary>Every task of a request is done.</summary>
    RequestDone,
    TaskStarted,
    TaskDone,
    TaskFailed,
    TaskSkipped,
    TaskReopened,
    /// <summary>The requester asks to talk, in the portal.</summary>
    ChatStarted,
    ChatEnded,

    /// <summary>A mail to or from somebody outside, beside the ticket; never for its requester.</summary>
    SideMessage,
    /// <summary>A problem's root cause or workaround was written down.</summary>
    ProblemDescribed,
    ChangePlanned,

    /// <summary>A change went from one state to the next.</summary>
    ChangeMoved,

    /// <summary>A member of the board approved a change, or did not.</summary>
    ChangeVoted,
    MajorDeclared,

    /// <summary>A line of a major incident's log, with its time.</summary>
    MajorLogged,
    MajorEnded,
    /// <summary>It was taken over from another system, whose number for it is in the text.</summary>
    TakenOver,
}

/// <summary>Why what came by mail is not taken as the word of whoever it is from.</summary>
internal enum MailDoubt
{
    /// <summary>The mail names the ticket, but its sender has no part in it.</summary>
    NotConcerned,

    /// <summary>It is from an address of the desk, and nothing shows that it was sent by it.</summary>
    NotProven,

    /// <summary>Our mail server found that its sender is forged.</summary>
    Forged,

    /// <summary>A program wrote it.</summary>
    Automatic,

    /// <summary>It was written in a form on a web page, where anybody can give any address.</summary>
    Form,
}

internal enum AuthorKind
{
    /// <summary>Fettle itself.</summary>
    Server,

    /// <summary>Somebody who works tickets, speaking for the desk.</summary>
    Staff,

    /// <summary>The requester or another person concerned.</summary>
    Requester,
    Device,
}

internal sealed record Author(AuthorKind Kind, long? Id)
{
    public static readonly Author Fettle = new(AuthorKind.Server, null);

    public static Author Device(long id) => new(AuthorKind.Device, id);

    public static Author Staff(CurrentPerson me) => new(AuthorKind.Staff, me.Id);

    public static Author Requester(CurrentPerson me) => new(AuthorKind.Requester, me.Id);
}

/// <summary>One step in a ticket's life. Written once, never changed.</summary>
internal sealed class TicketEntry : IBelongToOrganisation
{
    public long Id { get; private set; }

    public long OrganisationId { get; private set; }

    public long TicketId { get; private set; }

    public EntryKind Kind { get; private set; }

    public DateTimeOffset At { get; private set; }

    public AuthorKind AuthorKind { get; private set; }

    public long? AuthorId { get; private set; }

    /// <summary>The requester may read it.</summary>
    public bool Public { get; private set; }

    /// <summary>Markdown as it was written; hostile until rendered.</summary>
    [HiddenInJournal]
    public string? Text { get; private set; }

    public EntryData? Data { get; private set; }

    /// <summary>Names what happened, where it may be told twice: a ticket has it once.</summary>
    public string? Once { get; private set; }

    public List<Attachment> Attachments { get; } = [];

    public static TicketEntry Of(
        Ticket ticket, EntryKind kind, Author by, DateTimeOffset at, bool @public = false, string? text = null, EntryData? data = null, string? once = null) => new()
        {
            OrganisationId = ticket.OrganisationId,
            TicketId = ticket.Id,
            Kind = kind,
            At = at,
            AuthorKind = by.Kind,
            AuthorId = by.Id,
            Public = @public,
            Text = text,
            Data = data,
            Once = once,
        };

    /// <summary>A line that the server writes on many tickets at once, without reading them.</summary>
    public static TicketEntry Of(long organisation, long ticket, EntryKind kind, DateTimeOffset at, EntryData data, string once) => new()
    {
        OrganisationId = organisation,
        TicketId = ticket,
        Kind = kind,
        At = at,
        AuthorKind = AuthorKind.Server,
        Data = data,
        Once = once,
    };
}

/// <summary>What an entry is about; each kind fills what concerns it, the rest is left out.</summary>
internal sealed record EntryData
{
    public string? From { get; init; }

    public string? To { get; init; }

    /// <summary>Who wrote the mail, in its own words: <c>Anna &lt;anna@example.org&gt;</c>, where no person stands for it or the mail is doubted.</summary>
    public string? Sender { get; init; }

    /// <summary>Why a mail stands for less than its sender claims; the desk sees it.</summary>
    public MailDoubt? Doubt { get; init; }

    /// <summary>Why it happened, in a sentence.</summary>
    public string? Because { get; init; }

    public long? PersonId { get; init; }

    public long? DeviceId { get; init; }

    public long? CheckUpId { get; init; }

    public long? JobId { get; init; }

    public long? HoldId { get; init; }

    /// <summary>The other ticket's number.</summary>
    public long? Ticket { get; init; }

    public LinkKind? Link { get; init; }

    /// <summary>The entry of this ticket that it is about.</summary>
    public long? EntryId { get; init; }

    /// <summary>The cause's id, <c>fs.full</c>.</summary>
    public string? Cause { get; init; }

    public string? Title { get; init; }

    public IReadOnlyList<string>? Causes { get; init; }

    public IReadOnlyList<string>? Evidence { get; init; }

    public IReadOnlyList<string>? Commands { get; init; }

    public bool? Verified { get; init; }

    public string? Failure { get; init; }

    /// <summary>For the requester: what was wrong.</summary>
    public string? PlainExplanation { get; init; }

    /// <summary>For the requester: what was done.</summary>
    public string? PlainRemedy { get; init; }

    /// <summary>How long after the fix a hold looked: <c>1 hour</c>.</summary>
    public string? After { get; init; }

    public bool? Solved { get; init; }

    /// <summary>Yes or no, of whoever was asked.</summary>
    public bool? Approved { get; init; }

    /// <summary>How satisfied the requester is, 1 to 5.</summary>
    public int? Score { get; init; }

    /// <summary>Which promise it is about.</summary>
    public TargetKind? Target { get; init; }

    /// <summary>The step: <c>75%</c> of the target's time, <c>+60</c> minutes after the breach.</summary>
    public string? Step { get; init; }

    /// <summary>The side conversation that it belongs to.</summary>
    public long? SideId { get; init; }

    /// <summary>It was said in a chat, where both were there.</summary>
    public bool? Chat { get; init; }

    /// <summary>It was said on the telephone.</summary>
    public CallData? Call { get; init; }

    public IReadOnlyList<OfferedTitle>? Articles { get; init; }

    /// <summary>The approval that it is about.</summary>
    public long? ApprovalId { get; init; }

    /// <summary>The voice that is asked for.</summary>
    public long? VoiceId { get; init; }

    /// <summary>By which way an answer came.</summary>
    public AnswerWay? Way { get; init; }

    /// <summary>The task that it is about.</summary>
    public long? TaskId { get; init; }

    /// <summary>The attachments that a reply takes with it by mail, by their ids.</summary>
    public IReadOnlyList<long>? Files { get; init; }
}

/// <param name="Number">The caller's, where it was known.</param>
/// <param name="Minutes">How long it took.</param>
internal sealed record CallData(string? Number, int Minutes);

internal sealed record OfferedTitle(long Id, string Title);
