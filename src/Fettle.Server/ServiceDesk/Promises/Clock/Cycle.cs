using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.Promises.Clock;

/// <summary>A time in which a clock ran.</summary>
/// <param name="To">Null: it still runs.</param>
internal sealed record Stretch(DateTimeOffset From, DateTimeOffset? To);

/// <summary>One run of a clock, from what started it to what ended it.</summary>
/// <param name="EndedAt">Null: it has not ended.</param>
/// <param name="PausedBy">The status that it stands still for; null: it runs, or has ended.</param>
internal sealed record Cycle(DateTimeOffset StartedAt, IReadOnlyList<Stretch> Ran, DateTimeOffset? EndedAt, TicketStatus? PausedBy)
{
    /// <summary>Every run of one kind of clock that the timeline tells of, in order. Whatever order the steps come in, they are read by their instants.</summary>
    public static IReadOnlyList<Cycle> Of(TargetKind kind, IEnumerable<TicketStep> log, Func<TicketStatus, bool> runs)
    {
        var cycles = new List<Cycle>();
        Running? open = null;
        var (status, answered) = (TicketStatus.New, false);
        foreach (var step in log.OrderBy(s => s.At).ThenBy(s => s.Order))
        {
            switch (step.Kind)
            {
                case StepKind.Opened when kind != TargetKind.NextAnswer:
                    open = Running.From(step.At, status, runs);
                    break;
                case StepKind.RequesterWrote when kind == TargetKind.NextAnswer && answered && open is null:
                    open = Running.From(step.At, status, runs);
                    break;
                case StepKind.DeskAnswered:
                    answered = true;
                    if (kind == TargetKind.Resolution || open is null)
                        break;
                    cycles.Add(open.End(step.At));
                    open = kind == TargetKind.Update && status.IsActive ? Running.From(step.At, status, runs) : null;
                    break;
                case StepKind.Became:
                    var was = status;
                    status = step.Status;
                    // Who solves a ticket without a word has answered it, too.
                    answered |= !status.IsActive;
                    if (open is null)
                        open = kind == TargetKind.Update && status.IsActive && !was.IsActive ? Running.From(step.At, status, runs) : null;
                    else if (status.IsActive)
                        open.Become(step.At, status, runs);
                    else if (kind == TargetKind.Resolution)
                        open.Rest(step.At);
                    else if (was.IsActive)
                    {
                        cycles.Add(open.End(step.At));
                        open = null;
                    }
                    break;
                default:
                    break;
            }
        }
        if (open is not null)
            cycles.Add(open.Now(status));
        return cycles;
    }

    /// <summary>A run while the timeline is read.</summary>
    private sealed class Running(DateTimeOffset startedAt)
    {
        private readonly List<Stretch> _ran = [];
        private DateTimeOffset? _since;

        // When the ticket was solved, as long as it is: a resolution may go on.
        private DateTimeOffset? _restedAt;

        public static Running From(DateTimeOffset at, TicketStatus status, Func<TicketStatus, bool> runs) => new(at) { _since = Counts(status, runs) ? at : null };

        public void Become(DateTimeOffset at, TicketStatus status, Func<TicketStatus, bool> runs)
        {
            _restedAt = null;
            if (!runs(status))
                Stop(at);
            else
                _since ??= at;
        }

        public void Rest(DateTimeOffset at)
        {
            Stop(at);
            _restedAt ??= at;
        }

        public Cycle End(DateTimeOffset at)
        {
            Stop(at);
            return new(startedAt, _ran, at, PausedBy: null);
        }

        public Cycle Now(TicketStatus status) =>
            _restedAt is { } solved ? new(startedAt, _ran, solved, PausedBy: null)
            : _since is { } since ? new(startedAt, [.. _ran, new(since, null)], EndedAt: null, PausedBy: null)
            : new(startedAt, _ran, EndedAt: null, status);

        private void Stop(DateTimeOffset at)
        {
            if (_since is { } since)
                _ran.Add(new(since, at));
            _since = null;
        }

        // What a requester writes on a solved ticket opens it in the same moment.
        private static bool Counts(TicketStatus status, Func<TicketStatus, bool> runs) => status.IsActive && runs(status);
    }
}
