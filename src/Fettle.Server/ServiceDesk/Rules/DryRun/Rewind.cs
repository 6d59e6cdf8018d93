using Fettle.Server.ServiceDesk.Rules.Matching;
using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.Rules.DryRun;

/// <summary>
/// A ticket as it was at an earlier instant: its later changes are taken back one by one, by what each line of the timeline says that it was before.
/// </summary>
internal static class Rewind
{
    /// <summary>The lines that can be taken back, and those that say since when its status was so.</summary>
    public static readonly EntryKind[] Kinds =
    [
        EntryKind.Opened, EntryKind.StatusChanged, EntryKind.Reopened, EntryKind.AssigneeChanged, EntryKind.QueueChanged, EntryKind.PriorityChanged, EntryKind.CategoryChanged,
        EntryKind.TagsChanged, EntryKind.RequesterChanged, EntryKind.DeviceChanged, EntryKind.SubjectChanged,
    ];

    public sealed record Line(EntryKind Kind, DateTimeOffset At, EntryData? Data);

    /// <param name="log">Of this ticket, oldest first.</param>
    public static TicketFacts To(DateTimeOffset instant, TicketFacts now, IReadOnlyList<Line> log)
    {
        var then = now;
        for (var i = log.Count - 1; i >= 0 && log[i].At > instant; i--)
            then = Undo(then, log[i]);
        var before = log.Where(l => l.At <= instant).ToList();
        var turned = before.FindLast(l => l.Kind is EntryKind.Opened or EntryKind.StatusChanged or EntryKind.Reopened)?.At;
        return then with
        {
            UpdatedAt = before.Count > 0 ? before[^1].At : now.CreatedAt,
            InStatusSince = turned ?? now.CreatedAt,
            SolvedAt = then.Status is TicketStatus.Resolved or TicketStatus.Verified ? turned : then.Status == TicketStatus.Closed ? now.SolvedAt : null,
        };
    }

    private static TicketFacts Undo(TicketFacts t, Line line) => (line.Kind, line.Data) switch
    {
        (EntryKind.StatusChanged or EntryKind.Reopened, { From: { } was }) when Enum.TryParse<TicketStatus>(was, ignoreCase: true, out var status) => t with { Status = status },
        (EntryKind.PriorityChanged, { From: { } was }) when Enum.TryParse<Priority>(was, out var priority) => t with { Priority = priority },
        (EntryKind.AssigneeChanged, { } data) => t with { Assignee = data.From },
        (EntryKind.RequesterChanged, { } data) => t with { Requester = data.From, RequesterAddress = null },
        (EntryKind.DeviceChanged, { } data) => t with { Device = data.From },
        (EntryKind.QueueChanged, { } data) => t with { Queue = data.From },
        (EntryKind.CategoryChanged, { } data) => t with { Category = data.From?.Split(" › ") ?? [] },
        (EntryKind.TagsChanged, { } data) => t with { Tags = data.From?.Split(", ", StringSplitOptions.RemoveEmptyEntries) ?? [] },
        (EntryKind.SubjectChanged, { From: { } was }) => t with { Subject = was },
        _ => t,
    };
}
