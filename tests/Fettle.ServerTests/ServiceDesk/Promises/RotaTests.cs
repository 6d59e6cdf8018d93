using Fettle.Server.ServiceDesk.OnCall.Schedule;
using Fettle.Server.ServiceDesk.Promises.Clock;
using FsCheck;
using FsCheck.Fluent;
using static Fettle.ServerTests.ServiceDesk.Promises.Calendars;

namespace Fettle.ServerTests.ServiceDesk.Promises;

public sealed class RotaTests
{
    private const int Nine = 9 * 60;

    /// <summary>Anna, Ben and Cem, a week each from Monday the 2nd of March at 9; Dora behind them, always.</summary>
    private static readonly RotationRules Weekly = new(
        "Europe/Berlin", [new([1, 2, 3], 7, new(2026, 3, 2), Nine), new([4], 7, new(2026, 3, 2), Nine)], EscalateAfterMinutes: 10);

    [Theory]
    [InlineData("2026-03-02 08:59", null)]
    [InlineData("2026-03-02 09:00", 1L)]
    [InlineData("2026-03-09 08:59", 1L)]
    [InlineData("2026-03-09 09:00", 2L)]
    // The clocks were put forward in the night: 9 o'clock is still 9 o'clock.
    [InlineData("2026-03-30 08:59", 1L)]
    [InlineData("2026-03-30 09:00", 2L)]
    [InlineData("2026-10-26 08:59", 1L)]
    [InlineData("2026-10-26 09:00", 2L)]
    public void Turns_change_at_the_hand_over_on_the_wall_clock(string at, long? who)
    {
        Assert.Equal(who, new Rota(Weekly, []).WhoAt(0, Berlin(at)));
    }

    [Fact]
    public void The_layers_are_told_one_after_the_other_and_then_who_comes_next()
    {
        Assert.Equal([2, 4, 3, 1], new Rota(Weekly, []).ToTellAt(Berlin("2026-03-10 12:00")));
    }

    [Fact]
    public void A_stand_in_has_the_turn_from_the_first_to_the_last_moment_and_the_later_of_two_counts()
    {
        var rota = new Rota(Weekly, [new(5, Berlin("2026-03-03 12:00"), Berlin("2026-03-05 12:00")), new(6, Berlin("2026-03-04 12:00"), Berlin("2026-03-04 18:00"))]);

        var shifts = rota.Shifts(0, Berlin("2026-03-03 00:00"), Berlin("2026-03-06 00:00"));

        Assert.Equal([1, 5, 6, 5, 1], shifts.Select(s => s.PersonId));
        Assert.Equal(Berlin("2026-03-04 18:00"), shifts[2].To);
    }

    [Fact]
    public void A_layer_that_is_for_nights_leaves_the_day_to_nobody()
    {
        var nights = Weekly with { Layers = [Weekly.Layers[0] with { Hours = [.. Enum.GetValues<DayOfWeek>().Select(d => new WeekSpan(d, 17 * 60, 32 * 60))] }] };
        var rota = new Rota(nights, []);

        Assert.Equal((1L, null, 1L), (rota.WhoAt(0, Berlin("2026-03-03 07:00")), rota.WhoAt(0, Berlin("2026-03-03 12:00")), rota.WhoAt(0, Berlin("2026-03-03 17:00"))));
        Assert.Equal([null, 1, null, 1], rota.Shifts(0, Berlin("2026-03-03 08:00"), Berlin("2026-03-05 08:00")).Select(s => s.PersonId));
    }

    [Fact]
    public void Quiet_hours_end_in_the_morning_of_the_wall_clock()
    {
        var rota = new Rota(Weekly with { Quiet = new(22 * 60, 30 * 60) }, []);

        Assert.Equal(Berlin("2026-03-29 06:00"), rota.LoudFrom(Berlin("2026-03-28 23:00")));
        Assert.Equal(Berlin("2026-03-28 21:59"), rota.LoudFrom(Berlin("2026-03-28 21:59")));
    }

    [Fact]
    public void Every_moment_is_in_one_shift_which_ends_when_somebody_else_begins()
    {
        var rotas = from zone in Gen.Elements("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Havana")
                    from people in Gen.Choose(1, 5)
                    from every in Gen.Elements(1, 2, 7, 14)
                    from handOver in Gen.Choose(0, 1439)
                    from standIns in Gen.ListOf(from at in Instants from minutes in Gen.Choose(1, 3000) select new StandIn(9, at, at.AddMinutes(minutes)))
                    select new Rota(new(zone, [new([.. Enumerable.Range(1, people).Select(i => (long)i)], every, new(2026, 1, 5), handOver)], 5), [.. standIns.Take(4)]);

        Prop.ForAll((from rota in rotas from at in Instants from moment in Gen.Choose(0, 10 * 1440 - 1) select (rota, at, moment)).ToArbitrary(), x =>
        {
            var shifts = x.rota.Shifts(0, x.at, x.at.AddDays(10));
            var touching = shifts.Zip(shifts.Skip(1)).All(pair => pair.First.To == pair.Second.From);
            var moment = x.at.AddMinutes(x.moment);
            return touching && shifts[0].From == x.at && shifts[^1].To == x.at.AddDays(10)
                && shifts.Single(s => s.From <= moment && moment < s.To).PersonId == x.rota.WhoAt(0, moment);
        }).QuickCheckThrowOnFailure();
    }
}
