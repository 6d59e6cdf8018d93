using Fettle.Server.ServiceDesk.Promises.Clock;
using FsCheck;
using FsCheck.Fluent;
using static Fettle.ServerTests.ServiceDesk.Promises.Calendars;

namespace Fettle.ServerTests.ServiceDesk.Promises;

public sealed class BusinessHoursTests
{
    [Theory]
    // Within a day, over a night, over a weekend.
    [InlineData("2026-11-18 09:00", 120, "2026-11-18 11:00")]
    [InlineData("2026-11-18 16:30", 60, "2026-11-19 08:30")]
    [InlineData("2026-11-20 16:30", 60, "2026-11-23 08:30")]
    // Outside of the hours the time begins with the next ones; the last minute of a day is still on it.
    [InlineData("2026-11-21 12:00", 60, "2026-11-23 09:00")]
    [InlineData("2026-11-18 08:00", 540, "2026-11-18 17:00")]
    // The clocks change in the weekend between.
    [InlineData("2026-03-27 16:00", 120, "2026-03-30 09:00")]
    [InlineData("2026-10-23 16:00", 120, "2026-10-26 09:00")]
    public void So_much_working_time_after_an_instant_is(string from, int minutes, string due)
    {
        Assert.Equal(Berlin(due), Office.After(Berlin(from), TimeSpan.FromMinutes(minutes)));
        Assert.Equal(TimeSpan.FromMinutes(minutes), Office.WorkingTime(Berlin(from), Berlin(due)));
    }

    [Fact]
    public void Who_works_around_the_clock_works_an_hour_less_on_the_one_day_of_spring_and_an_hour_more_on_the_one_of_autumn()
    {
        Assert.Equal(TimeSpan.FromHours(23), Always.WorkingTime(Berlin("2026-03-29 00:00"), Berlin("2026-03-30 00:00")));
        Assert.Equal(TimeSpan.FromHours(25), Always.WorkingTime(Berlin("2026-10-25 00:00"), Berlin("2026-10-26 00:00")));
    }

    [Fact]
    public void A_night_shift_goes_on_past_midnight_and_through_the_change_of_the_clocks()
    {
        var nights = new BusinessHours(new("Europe/Berlin", [new(DayOfWeek.Saturday, 22 * 60, 30 * 60)], []));

        Assert.Equal(TimeSpan.FromHours(8), nights.WorkingTime(Berlin("2026-11-21 12:00"), Berlin("2026-11-22 12:00")));
        Assert.Equal(TimeSpan.FromHours(7), nights.WorkingTime(Berlin("2026-03-28 12:00"), Berlin("2026-03-29 12:00")));
        Assert.Equal(TimeSpan.FromHours(9), nights.WorkingTime(Berlin("2026-10-24 12:00"), Berlin("2026-10-25 12:00")));
    }

    [Fact]
    public void Holidays_are_closed_half_ones_shorter_and_a_single_years_go_before_every_years()
    {
        var rules = CalendarRules.Usual("Europe/Berlin") with
        {
            Days =
            [
                new("Christmas", new(2020, 12, 24), new(2020, 12, 26), Yearly: true, []),
                new("Christmas Eve", new(2026, 12, 24), null, Yearly: false, [new(480, 720)]),
                new("Inventory", new(2026, 12, 26), null, Yearly: false, [new(600, 660)]),
            ],
        };
        var hours = new BusinessHours(rules);

        Assert.Equal(TimeSpan.FromHours(4), hours.WorkingTime(Berlin("2026-12-24 00:00"), Berlin("2026-12-26 00:00")));
        Assert.Equal(TimeSpan.FromHours(1), hours.WorkingTime(Berlin("2026-12-26 00:00"), Berlin("2026-12-28 00:00")));
        Assert.Equal(Berlin("2027-12-27 09:00"), hours.After(Berlin("2027-12-23 17:00"), TimeSpan.FromHours(1)));
    }

    [Fact]
    public void A_calendar_whose_every_day_is_a_holiday_has_no_due_time()
    {
        var hours = new BusinessHours(CalendarRules.Usual("Europe/Berlin") with { Days = [new("Closed", new(2024, 1, 1), new(2024, 12, 31), Yearly: true, [])] });

        Assert.Null(hours.After(Berlin("2026-01-01 00:00"), TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void The_parts_of_a_time_add_up_to_the_whole()
    {
        Prop.ForAll((from h in Any from a in Instants from b in Instants from c in Instants select (h, new[] { a, b, c }.Order().ToArray())).ToArbitrary(), x =>
            x.h.WorkingTime(x.Item2[0], x.Item2[1]) + x.h.WorkingTime(x.Item2[1], x.Item2[2]) == x.h.WorkingTime(x.Item2[0], x.Item2[2]))
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void After_so_much_working_time_so_much_has_passed_and_a_moment_before_it_had_not()
    {
        Prop.ForAll((from h in Any from a in Instants from m in Gen.Choose(1, 3000) select (h, a, TimeSpan.FromMinutes(m))).ToArbitrary(), x =>
        {
            var (hours, from, work) = x;
            return hours.After(from, work) is not { } due
                || (hours.WorkingTime(from, due) == work && hours.WorkingTime(from, due - TimeSpan.FromSeconds(1)) < work);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Working_time_is_never_longer_than_the_time_that_passed()
    {
        Prop.ForAll((from h in Any from a in Instants from b in Instants where a <= b select (h, a, b)).ToArbitrary(), x =>
            x.h.WorkingTime(x.a, x.b) >= TimeSpan.Zero && x.h.WorkingTime(x.a, x.b) <= x.b - x.a).QuickCheckThrowOnFailure();
    }
}
