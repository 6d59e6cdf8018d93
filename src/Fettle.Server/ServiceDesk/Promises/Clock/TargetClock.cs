using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.Promises.Clock;

/// <summary>
/// Reads the clocks of a ticket: a pure function of its timeline and of what is promised. A run that has ended is measured by the priority that it ended
/// with, one that has not by the present one, and both from their beginning: who raises a priority promises it for the whole ticket.
/// </summary>
internal static class TargetClock
{
    /// <param name="priority">The ticket's present one.</param>
    /// <returns>One reading for each kind that is promised and has begun.</returns>
    public static IReadOnlyList<TargetReading> Read(IReadOnlyCollection<TicketStep> log, Priority priority, Terms terms)
    {
        var weighed = log.Where(s => s.Kind == StepKind.Weighed).OrderBy(s => s.At).ThenBy(s => s.Order).ToList();
        return [.. Enum.GetValues<TargetKind>().Select(kind => Read(kind, log, PriorityAt, terms)).OfType<TargetReading>()];

        Priority PriorityAt(DateTimeOffset? at) => weighed.Find(s => s.At > at)?.Priority ?? priority;
    }

    private static TargetReading? Read(TargetKind kind, IReadOnlyCollection<TicketStep> log, Func<DateTimeOffset?, Priority> priorityAt, Terms terms)
    {
        TargetReading? last = null;
        var (number, missed) = (0, 0);
        foreach (var cycle in Cycle.Of(kind, log, terms.Runs))
        {
            number++;
            missed += last is { EndedAt: { } ended, DueAt: { } due } && due < ended ? 1 : 0;
            last = terms.GoalOf(kind, priorityAt(cycle.EndedAt)) is { } goal ? Read(kind, cycle, number, goal, missed, terms.Hours) : null;
        }
        return last;
    }

    private static TargetReading Read(TargetKind kind, Cycle cycle, int number, TimeSpan goal, int missed, BusinessHours hours)
    {
        var used = TimeSpan.Zero;
        foreach (var stretch in cycle.Ran)
        {
            if (stretch.To is { } to)
                used += hours.WorkingTime(stretch.From, to);
        }
        var due = InstantOf(goal);
        if (due is null && cycle.EndedAt is { } ended)
            due = hours.After(ended, goal - used);
        return new(
            kind, number, goal, cycle.StartedAt, used, cycle.Ran is [.., { To: null } last] ? last.From : null, due, cycle.EndedAt, cycle.PausedBy, missed)
        {
            InstantOf = InstantOf,
        };

        DateTimeOffset? InstantOf(TimeSpan work)
        {
            foreach (var stretch in cycle.Ran)
            {
                if (stretch.To is not { } to)
                    return hours.After(stretch.From, work);
                var here = hours.WorkingTime(stretch.From, to);
                if (here >= work)
                    return hours.After(stretch.From, work);
                work -= here;
            }
            return null;
        }
    }
}
