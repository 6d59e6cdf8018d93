using Fettle.Server.ServiceDesk.Promises.Clock;
using Fettle.Server.ServiceDesk.Tickets;
using FsCheck;
using FsCheck.Fluent;
using static Fettle.ServerTests.ServiceDesk.Promises.Calendars;

namespace Fettle.ServerTests.ServiceDesk.Promises;

public sealed class TargetClockTests
{
    /// <summary>A Wednesday, 9 o'clock.</summary>
    private static readonly DateTimeOffset Nine = Berlin("2026-11-18 09:00");

    private static readonly Goals P1 = new(Priority.P1, 60, 60, 120, 240);
    private static readonly Goals P3 = new(Priority.P3, 240, 240, 480, 1440);

    private static readonly Terms Terms = new(Office, [P1, P3], PauseForRequester: true, PauseForOther: true);

    [Fact]
    public void The_first_answer_is_due_from_the_report_on_and_kept_by_a_public_answer()
    {
        var open = Read(TargetKind.FirstAnswer, Opened())!;
        Assert.Equal((Nine.AddHours(1), TargetState.Running, TargetState.Breached), (open.DueAt, open.StateAt(Nine), open.StateAt(Nine.AddHours(1))));

        var kept = Read(TargetKind.FirstAnswer, Opened(), At(30, StepKind.DeskAnswered))!;
        Assert.Equal((TargetState.Met, Nine.AddMinutes(30)), (kept.StateAt(Nine.AddDays(3)), kept.EndedAt));
        var late = Read(TargetKind.FirstAnswer, Opened(), At(61, StepKind.DeskAnswered))!;
        Assert.Equal((TargetState.Breached, Nine.AddHours(1)), (late.StateAt(Nine.AddDays(3)), late.DueAt));
    }

    [Fact]
    public void Each_word_of_the_requester_after_the_first_answer_asks_for_a_next_one()
    {
        TicketStep[] log = [Opened(), At(10, StepKind.RequesterWrote), At(20, StepKind.DeskAnswered)];
        Assert.Null(Read(TargetKind.NextAnswer, log));

        // Asked twice it is due from the first time on; answered late it is counted, and the next one begins anew.
        var twice = Read(TargetKind.NextAnswer, [.. log, At(30, StepKind.RequesterWrote), At(60, StepKind.RequesterWrote)])!;
        Assert.Equal((1, Nine.AddMinutes(90)), (twice.Cycle, twice.DueAt));
        var again = Read(TargetKind.NextAnswer, [.. log, At(30, StepKind.RequesterWrote), At(100, StepKind.DeskAnswered), At(110, StepKind.RequesterWrote)])!;
        Assert.Equal((2, 1, Nine.AddMinutes(170)), (again.Cycle, again.Missed, again.DueAt));
    }

    [Fact]
    public void An_update_is_due_again_after_each_answer_until_the_ticket_is_solved()
    {
        var second = Read(TargetKind.Update, Opened(), At(60, StepKind.DeskAnswered))!;
        Assert.Equal((2, Nine.AddMinutes(180)), (second.Cycle, second.DueAt));

        var solved = Read(TargetKind.Update, Opened(), At(60, StepKind.DeskAnswered), Became(90, TicketStatus.Resolved))!;
        Assert.Equal(TargetState.Met, solved.StateAt(Nine.AddDays(9)));
    }

    [Fact]
    public void While_it_waits_for_somebody_else_the_clock_stands_still_and_what_was_left_is_left_after()
    {
        TicketStep[] log = [Opened(), Became(60, TicketStatus.WaitingForRequester)];
        var paused = Read(TargetKind.Resolution, log)!;
        Assert.Equal((TargetState.Paused, null, TimeSpan.FromHours(3)), (paused.StateAt(Nine.AddDays(9)), paused.DueAt, paused.RemainingAt(Nine.AddDays(9), Office)));

        var going = Read(TargetKind.Resolution, [.. log, Became(120, TicketStatus.Open)])!;
        Assert.Equal((TargetState.Running, Nine.AddHours(5)), (going.StateAt(Nine.AddHours(2)), going.DueAt));
        Assert.Equal(Nine.AddHours(4), Read(TargetKind.Resolution, [.. log, Became(120, TicketStatus.Open)], Terms with { PauseForRequester = false })!.DueAt);
    }

    [Fact]
    public void A_ticket_that_is_opened_again_goes_on_where_its_resolution_was()
    {
        TicketStep[] log = [Opened(), Became(60, TicketStatus.Resolved), Became(24 * 60, TicketStatus.Open)];

        var again = Read(TargetKind.Resolution, log)!;

        Assert.Equal((1, TimeSpan.FromHours(1), Nine.AddDays(1).AddHours(3)), (again.Cycle, again.Used, again.DueAt));
        Assert.Equal(TargetState.Met, Read(TargetKind.Resolution, log[..2])!.StateAt(Nine.AddDays(9)));
    }

    [Fact]
    public void What_is_open_is_measured_by_the_present_priority_and_what_is_over_by_the_one_it_ended_with()
    {
        TicketStep[] log = [Opened(), At(90, StepKind.DeskAnswered), new(Nine.AddMinutes(100), 9, StepKind.Weighed, Priority: Priority.P3)];

        var readings = TargetClock.Read(log, Priority.P1, Terms).ToDictionary(r => r.Kind);

        Assert.Equal(TargetState.Met, readings[TargetKind.FirstAnswer].StateAt(Nine.AddDays(1)));
        Assert.Equal(Nine.AddHours(4), readings[TargetKind.Resolution].DueAt);
    }

    [Fact]
    public void Nothing_is_promised_for_a_priority_without_targets()
    {
        Assert.Empty(TargetClock.Read([Opened()], Priority.P2, Terms));
    }

    [Fact]
    public void A_pause_never_shortens_what_is_left()
    {
        var cases = from hours in Calendars.Any
                    from start in Instants
                    from pauses in Gen.ListOf(from at in Gen.Choose(1, 4000) from length in Gen.Choose(1, 1500) select (at, length))
                    from goal in Gen.Choose(1, 2000)
                    select (hours, start, pauses: Apart([.. pauses.Take(4)]), goal);

        Prop.ForAll(cases.ToArbitrary(), x =>
        {
            var terms = new Terms(x.hours, [new(Priority.P1, null, null, null, x.goal)], PauseForRequester: true, PauseForOther: true);
            var now = x.start.AddMinutes(9000);
            var (last, lastDue) = (TimeSpan.MinValue, DateTimeOffset.MinValue);
            // One pause more each time.
            for (var count = 0; count <= x.pauses.Count; count++)
            {
                var log = new List<TicketStep> { new(x.start, 0, StepKind.Opened), new(x.start, 1, StepKind.Became, TicketStatus.Open) };
                foreach (var (at, length) in x.pauses.Take(count))
                {
                    log.Add(new(x.start.AddMinutes(at), log.Count, StepKind.Became, TicketStatus.WaitingForRequester));
                    log.Add(new(x.start.AddMinutes(at + length), log.Count, StepKind.Became, TicketStatus.Open));
                }
                var reading = TargetClock.Read(log, Priority.P1, terms).Single();
                var (left, due) = (reading.RemainingAt(now, x.hours), reading.DueAt ?? DateTimeOffset.MaxValue);
                if (left < last || due < lastDue)
                    return false;
                (last, lastDue) = (left, due);
            }
            return true;
        }).QuickCheckThrowOnFailure();

        static List<(int At, int Length)> Apart(List<(int At, int Length)> pauses)
        {
            var (end, apart) = (0, new List<(int, int)>());
            foreach (var (at, length) in pauses.OrderBy(p => p.At))
            {
                var from = Math.Max(at, end + 1);
                apart.Add((from, length));
                end = from + length;
            }
            return apart;
        }
    }

    [Fact]
    public void The_order_in_which_the_steps_are_read_does_not_matter_and_reading_again_says_the_same()
    {
        var steps = from minute in Gen.Choose(1, 5000)
                    from kind in Gen.Elements(StepKind.RequesterWrote, StepKind.DeskAnswered, StepKind.Became)
                    from status in Gen.Elements(TicketStatus.Open, TicketStatus.WaitingForOther, TicketStatus.WaitingForRequester, TicketStatus.Resolved)
                    select (minute, kind, status);

        Prop.ForAll((from s in Gen.ListOf(steps) from seed in Gen.Choose(0, int.MaxValue) select (s, seed)).ToArbitrary(), x =>
        {
            var log = x.s.Select((s, i) => new TicketStep(Nine.AddMinutes(s.minute), i + 1, s.kind, s.kind == StepKind.Became ? s.status : default)).Prepend(Opened()).ToArray();
            var shuffled = log.ToArray();
            new Random(x.seed).Shuffle(shuffled);
            return Shown(log).SequenceEqual(Shown(shuffled)) && Shown(log).SequenceEqual(Shown(log));
        }).QuickCheckThrowOnFailure();

        static IEnumerable<object> Shown(TicketStep[] log) => TargetClock.Read(log, Priority.P1, Terms)
            .Select(r => (object)(r.Kind, r.Cycle, r.Used, r.RunningSince, r.DueAt, r.EndedAt, r.PausedBy, r.Missed));
    }

    [Fact]
    public void When_it_was_due_agrees_with_how_much_was_left()
    {
        Prop.ForAll((from h in Calendars.Any from a in Instants from m in Gen.Choose(1, 3000) from goal in Gen.Choose(1, 2000) select (h, a, m, goal)).ToArbitrary(), x =>
        {
            var terms = new Terms(x.h, [new(Priority.P1, null, null, null, x.goal)], true, true);
            var reading = TargetClock.Read([new(x.a, 0, StepKind.Opened)], Priority.P1, terms).Single();
            var now = x.a.AddMinutes(x.m);
            return reading.DueAt is null || reading.RemainingAt(now, x.h) <= TimeSpan.Zero == reading.DueAt <= now;
        }).QuickCheckThrowOnFailure();
    }

    private static TicketStep Opened() => new(Nine, 0, StepKind.Opened);

    private static TicketStep At(int minutes, StepKind kind) => new(Nine.AddMinutes(minutes), minutes, kind);

    private static TicketStep Became(int minutes, TicketStatus status) => new(Nine.AddMinutes(minutes), minutes, StepKind.Became, status);

    private static TargetReading? Read(TargetKind kind, params TicketStep[] log) => Read(kind, log, Terms);

    private static TargetReading? Read(TargetKind kind, TicketStep[] log, Terms terms) => TargetClock.Read(log, Priority.P1, terms).FirstOrDefault(r => r.Kind == kind);
}
