using Fettle.Server.ServiceDesk.Promises.Clock;

namespace Fettle.Server.ServiceDesk.Promises;

/// <summary>What of a ticket's targets is due next.</summary>
/// <param name="Kind">Null: nothing is promised, or all of it is done.</param>
/// <param name="At">Null: it stands still with time left.</param>
internal sealed record NextDue(TargetKind? Kind, DateTimeOffset? At)
{
    public static NextDue Of(IEnumerable<TicketTarget> targets)
    {
        var next = targets.Where(t => t.EndedAt is null).OrderBy(t => t.DueAt ?? DateTimeOffset.MaxValue).ThenBy(t => t.Kind).FirstOrDefault();
        return new(next?.Kind, next?.DueAt);
    }
}
