using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.Rules;

/// <summary>What can happen to a ticket: what rules begin with, and what webhooks tell.</summary>
internal enum RuleEvent
{
    Opened,

    /// <summary>The requester or somebody else concerned wrote.</summary>
    RequesterReplied,
    DeskReplied,
    NoteAdded,

    /// <summary>What was written, or opened the ticket, came by mail.</summary>
    MailCame,
    StatusChanged,
    Solved,
    Reopened,
    AssigneeChanged,
    QueueChanged,
    PriorityChanged,
    CategoryChanged,
    TagsChanged,
    FieldChanged,
    SubjectChanged,
    RequesterChanged,
    DeviceChanged,
    Rated,
    CheckUpFinished,
    FaultReturned,

    /// <summary>Something that is promised is due within the hour.</summary>
    DueSoon,

    /// <summary>Something that is promised was not kept.</summary>
    Overdue,

    /// <summary>Nothing happened: the rule looks by itself every few minutes.</summary>
    TimePassed,
}

internal static class RuleEvents
{
    /// <summary>Those that are looked for on a timer; all others are lines of a ticket's timeline.</summary>
    public static readonly RuleEvent[] Timed = [RuleEvent.DueSoon, RuleEvent.Overdue, RuleEvent.TimePassed];

    /// <summary>The lines of a timeline that are events, for a look back.</summary>
    public static readonly IReadOnlyList<EntryKind> Lines = [.. Enum.GetValues<EntryKind>().Where(kind => Of(kind, AuthorKind.Requester, null).Any())];

    /// <summary>What a line of the timeline says that happened; an answer that a rule wrote is none of the desk's.</summary>
    public static IEnumerable<RuleEvent> Of(EntryKind kind, AuthorKind author, EntryData? data) => (kind, author) switch
    {
        (EntryKind.Opened, _) => [RuleEvent.Opened],
        (EntryKind.Reply, AuthorKind.Requester) => [RuleEvent.RequesterReplied],
        (EntryKind.Reply, AuthorKind.Staff) => [RuleEvent.DeskReplied],
        (EntryKind.Note, _) => [RuleEvent.NoteAdded],
        (EntryKind.StatusChanged, _) => data?.To is "resolved" or "verified" ? [RuleEvent.StatusChanged, RuleEvent.Solved] : [RuleEvent.StatusChanged],
        (EntryKind.Reopened, _) => [RuleEvent.Reopened, RuleEvent.StatusChanged],
        (EntryKind.AssigneeChanged, _) => [RuleEvent.AssigneeChanged],
        (EntryKind.QueueChanged, _) => [RuleEvent.QueueChanged],
        (EntryKind.PriorityChanged, _) => [RuleEvent.PriorityChanged],
        (EntryKind.CategoryChanged, _) => [RuleEvent.CategoryChanged],
        (EntryKind.TagsChanged, _) => [RuleEvent.TagsChanged],
        (EntryKind.FieldChanged, _) => [RuleEvent.FieldChanged],
        (EntryKind.SubjectChanged, _) => [RuleEvent.SubjectChanged],
        (EntryKind.RequesterChanged, _) => [RuleEvent.RequesterChanged],
        (EntryKind.DeviceChanged, _) => [RuleEvent.DeviceChanged],
        (EntryKind.Rated, _) => [RuleEvent.Rated],
        (EntryKind.CheckUpFinished, _) => [RuleEvent.CheckUpFinished],
        (EntryKind.FaultReturned, _) => [RuleEvent.FaultReturned],
        _ => [],
    };

    /// <summary>The lines that may have come by mail.</summary>
    public static bool MayBeMail(EntryKind kind) => kind is EntryKind.Opened or EntryKind.Reply or EntryKind.Note;

    /// <summary>As a row keeps them.</summary>
    public static string Write(IEnumerable<RuleEvent> events) => string.Join(',', events.Distinct());

    public static IReadOnlyList<RuleEvent> Read(string events) => [.. events.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<RuleEvent>)];
}
