using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.Promises.Clock;

internal enum TargetState
{
    Running,

    /// <summary>It stands still for the requester or for somebody else.</summary>
    Paused,

    /// <summary>Ended in time.</summary>
    Met,

    /// <summary>Its time is over, whether it has ended since or not.</summary>
    Breached,
}

/// <summary>What a clock shows: the last run of it, and how many runs before that were late.</summary>
/// <param name="Cycle">The number of the run, from 1.</param>
/// <param name="Used">Working time in the stretches that are over.</param>
/// <param name="RunningSince">Null: it stands still, or has ended.</param>
/// <param name="DueAt">When the time is over, or was; null while it stands still with time left, and where the calendar has no more hours.</param>
/// <param name="Missed">Runs before this one that ended late.</param>
internal sealed record TargetReading(
    TargetKind Kind, int Cycle, TimeSpan Goal, DateTimeOffset StartedAt, TimeSpan Used, DateTimeOffset? RunningSince, DateTimeOffset? DueAt, DateTimeOffset? EndedAt,
    TicketStatus? PausedBy, int Missed)
{
    /// <summary>When the working time of the run came, or will come, to something: of a step before the end, of the end, of one after it. Null: not as things are.</summary>
    public required Func<TimeSpan, DateTimeOffset?> InstantOf { get; init; }

    public TargetState StateAt(DateTimeOffset now) => StateOf(now, DueAt, EndedAt, PausedBy is not null);

    /// <param name="paused">It stands still; once its time is over that changes nothing.</param>
    public static TargetState StateOf(DateTimeOffset now, DateTimeOffset? dueAt, DateTimeOffset? endedAt, bool paused) =>
        endedAt is { } ended ? dueAt < ended ? TargetState.Breached : TargetState.Met
        : dueAt <= now ? TargetState.Breached
        : paused ? TargetState.Paused
        : TargetState.Running;

    /// <summary>Working time that is left; below zero it is how late it is.</summary>
    public TimeSpan RemainingAt(DateTimeOffset now, BusinessHours hours) =>
        Goal - Used - (RunningSince is { } since ? hours.WorkingTime(since, now) : TimeSpan.Zero);
}
