using Fettle.Server.ServiceDesk.Promises.Clock;
using FsCheck;
using FsCheck.Fluent;

namespace Fettle.ServerTests.ServiceDesk.Promises;

/// <summary>Calendars and instants for tests: written ones, and any that there could be.</summary>
internal static class Calendars
{
    public static readonly BusinessHours Office = new(CalendarRules.Usual("Europe/Berlin"));

    public static readonly BusinessHours Always = new(CalendarRules.Always("Europe/Berlin"));

    /// <summary>An instant as a clock on a wall in Berlin shows it, before a change of the clocks where it shows it twice.</summary>
    public static DateTimeOffset Berlin(string shown) => WallClock.FirstInstantOf(DateTime.Parse(shown, null), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));

    // Both directions, half an hour's change, one at midnight, the southern half, none.
    private static readonly string[] Zones = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Havana", "Pacific/Auckland", "Asia/Kolkata"];

    private static readonly Gen<WeekSpan> Spans =
        from day in Gen.Choose(0, 6)
        from start in Gen.Choose(0, 47)
        from length in Gen.Choose(1, 48)
        select new WeekSpan((DayOfWeek)day, start * 30, (start * 30) + (length * 30));

    private static readonly Gen<DayRule> Days =
        from day in Gen.Choose(0, 729)
        from yearly in Gen.Elements(true, false)
        from closed in Gen.Elements(true, false)
        select new DayRule("x", new DateOnly(2026, 1, 1).AddDays(day), null, yearly, closed ? [] : [new(600, 720)]);

    /// <summary>Any calendar that has an hour a week.</summary>
    public static readonly Gen<BusinessHours> Any =
        from zone in Gen.Elements(Zones)
        from week in Gen.NonEmptyListOf(Spans)
        from days in Gen.ListOf(Days)
        select new BusinessHours(new(zone, [.. week.Take(12)], [.. days.Take(12)]));

    /// <summary>A minute of 2026 or 2027, often near a change of the clocks.</summary>
    public static readonly Gen<DateTimeOffset> Instants =
        from near in Gen.Elements("2026-03-29", "2026-10-25", "2026-03-08", "2026-11-01", "2026-04-05", "2026-10-04", "2026-06-15", "2027-03-28")
        from minutes in Gen.Choose(-4 * 1440, 4 * 1440)
        select new DateTimeOffset(DateTime.Parse(near, null), TimeSpan.Zero).AddMinutes(minutes);
}
