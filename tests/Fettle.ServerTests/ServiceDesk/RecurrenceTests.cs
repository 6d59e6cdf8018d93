using Fettle.Server.ServiceDesk.Promises.Clock;
using Fettle.Server.ServiceDesk.Recurring;
using FsCheck;
using FsCheck.Fluent;

namespace Fettle.ServerTests.ServiceDesk;

public sealed class RecurrenceTests
{
    private const int Days = 800;
    private static readonly string[] s_zones = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Etc/UTC"];

    [Theory]
    [InlineData((int)Every.Month, 1, 31, "2026-01-31", "2026-01-31 2026-02-28 2026-03-31 2026-04-30")]
    [InlineData((int)Every.Month, 2, -1, "2026-01-05", "2026-01-31 2026-03-31 2026-05-31")]
    [InlineData((int)Every.Year, 1, 0, "2024-02-29", "2024-02-29 2025-02-28 2026-02-28 2027-02-28 2028-02-29")]
    [InlineData((int)Every.Day, 10, 0, "2026-12-25", "2026-12-25 2027-01-04")]
    public void The_days_of_a_rule_are(int every, int interval, int dayOfMonth, string from, string expected)
    {
        var rule = new Recurrence((Every)every, interval, [], dayOfMonth, new(9, 0), "Europe/Berlin", DateOnly.Parse(from, null), null);

        Assert.Equal(expected.Split(' ').Select(d => DateOnly.Parse(d, null)), DaysOf(rule).Take(expected.Split(' ').Length));
    }

    [Fact]
    public void Every_second_week_on_two_days_counts_weeks_from_monday()
    {
        var rule = new Recurrence(Every.Week, 2, [DayOfWeek.Monday, DayOfWeek.Friday], 0, new(9, 0), "Europe/Berlin", new(2026, 11, 18), new(2026, 12, 20));

        Assert.Equal([new(2026, 11, 20), new(2026, 11, 30), new(2026, 12, 4), new(2026, 12, 14), new DateOnly(2026, 12, 18)], DaysOf(rule));
    }

    [Theory]
    // 02:30 does not exist on the 29th of March in Berlin, and is twice on the 25th of October.
    [InlineData("2026-03-29", "2026-03-29T01:00:00Z")]
    [InlineData("2026-10-25", "2026-10-25T00:30:00Z")]
    public void At_an_hour_that_the_clock_leaves_out_or_shows_twice_it_is_due_once(string day, string instant)
    {
        var rule = new Recurrence(Every.Day, 1, [], 0, new(2, 30), "Europe/Berlin", new(2026, 1, 1), null);

        Assert.Equal(DateTimeOffset.Parse(instant, null), rule.InstantOn(DateOnly.Parse(day, null)));
    }

    [Fact]
    public void However_one_begins_to_look_each_day_comes_once_in_order_and_at_its_hour()
    {
        var zones = Gen.Elements(s_zones);
        var rules = from every in Gen.Elements(Enum.GetValues<Every>())
                    from interval in Gen.Choose(1, 5)
                    from month in Gen.Choose(-1, 31)
                    from minutes in Gen.Choose(0, 1439)
                    from zone in zones
                    from start in Gen.Choose(0, 365)
                    from weekdays in Gen.SubListOf(Enum.GetValues<DayOfWeek>())
                    select new Recurrence(every, interval, [.. weekdays], month, TimeOnly.MinValue.AddMinutes(minutes), zone, new DateOnly(2025, 6, 1).AddDays(start), null);

        Prop.ForAll(rules.ToArbitrary(), rule =>
        {
            var days = DaysOf(rule).TakeWhile(d => d < rule.From.AddDays(Days)).ToList();
            var instants = days.ConvertAll(rule.InstantOn);
            var zone = TimeZoneInfo.FindSystemTimeZoneById(rule.TimeZone);
            var inOrder = instants.Zip(instants.Skip(1), (a, b) => a < b).All(x => x);
            var onTheirDay = days.Zip(instants, (day, at) => WallClock.DateOf(at, zone) == day && (TimeZoneInfo.ConvertTime(at, zone).TimeOfDay == rule.Time.ToTimeSpan() || IsGap(day, rule, zone))).All(x => x);
            // Whatever day one was at last, the next is the same.
            var anywhere = Enumerable.Range(0, 60).Select(i => rule.From.AddDays(i * 7)).All(at => at >= rule.From.AddDays(Days - 60) || rule.Next(at) == DaysOf(rule).First(d => d > at));
            return inOrder && onTheirDay && anywhere;
        }).QuickCheckThrowOnFailure();
    }

    private static bool IsGap(DateOnly day, Recurrence rule, TimeZoneInfo zone) => zone.IsInvalidTime(day.ToDateTime(rule.Time));

    private static IEnumerable<DateOnly> DaysOf(Recurrence rule)
    {
        for (var day = rule.Next(null); day is { } one; day = rule.Next(one))
            yield return one;
    }
}
