using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.Promises.Clock;

internal enum StepKind
{
    Opened,
    RequesterWrote,

    /// <summary>Somebody of the desk wrote what the requester can read.</summary>
    DeskAnswered,

    /// <summary>The status is another one.</summary>
    Became,

    /// <summary>The priority is another one.</summary>
    Weighed,
}

/// <summary>What a clock needs to know of a line of a ticket's timeline.</summary>
/// <param name="Order">Which of two at the same instant was first.</param>
internal sealed record TicketStep(DateTimeOffset At, long Order, StepKind Kind, TicketStatus Status = TicketStatus.New, Priority? Priority = null)
{
    /// <summary>The kinds of lines that move a clock; no other needs to be read.</summary>
    public static readonly EntryKind[] Telling =
        [EntryKind.Opened, EntryKind.Reply, EntryKind.Confirmed, EntryKind.StatusChanged, EntryKind.Reopened, EntryKind.PriorityChanged];

    /// <summary>Null where the line moves no clock: a note, an automatic answer, a requester's "it works again".</summary>
    public static TicketStep? Of(EntryKind kind, DateTimeOffset at, long order, AuthorKind author, bool @public, EntryData? data) => (kind, author) switch
    {
        (EntryKind.Opened, _) => new(at, order, StepKind.Opened),
        (EntryKind.Reply, AuthorKind.Staff) when @public => new(at, order, StepKind.DeskAnswered),
        (EntryKind.Reply, AuthorKind.Requester) when @public => new(at, order, StepKind.RequesterWrote),
        (EntryKind.Confirmed, _) when data?.Solved == false => new(at, order, StepKind.RequesterWrote),
        (EntryKind.StatusChanged or EntryKind.Reopened, _) when Enum.TryParse<TicketStatus>(data?.To, ignoreCase: true, out var status) =>
            new(at, order, StepKind.Became, status),
        (EntryKind.PriorityChanged, _) when Enum.TryParse<Priority>(data?.From, out var was) => new(at, order, StepKind.Weighed, Priority: was),
        _ => null,
    };
}
