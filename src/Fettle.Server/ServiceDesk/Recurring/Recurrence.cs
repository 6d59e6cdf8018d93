using Fettle.Server.ServiceDesk.Promises.Clock;

namespace Fettle.Server.ServiceDesk.Recurring;

internal enum Every
{
    Day,
    Week,
    Month,
    Year,
}

/// <summary>What happens on a day on which the calendar is closed.</summary>
internal enum WhenClosed
{
    /// <summary>The ticket is made all the same.</summary>
    Anyway,

    /// <summary>None is made for that day.</summary>
    Skip,

    /// <summary>It is made on the next day that is open, at the same hour.</summary>
    NextOpenDay,
}

/// <summary>
/// On which days something comes up again, and at what time on the wall. Pure: the same rule says the same days, whoever asks and when.
/// </summary>
/// <param name="Interval">Every so many days, weeks, months or years, counted from <paramref name="From"/>.</param>
/// <param name="Weekdays">Of a week: on these days; none: the day of the week of <paramref name="From"/>.</param>
/// <param name="DayOfMonth">Of a month or year: this day, or the month's last where it has fewer; 0: the day of <paramref name="From"/>; -1: the last.</param>
/// <param name="Time">On the wall of <paramref name="TimeZone"/>. Where the clock is put forward over it, it is the instant of the change; where it shows it twice, the first.</param>
/// <param name="TimeZone">An IANA name.</param>
/// <param name="Until">The last day that may be one; null: without end.</param>
internal sealed record Recurrence(
    Every Every, int Interval, IReadOnlyList<DayOfWeek> Weekdays, int DayOfMonth, TimeOnly Time, string TimeZone, DateOnly From, DateOnly? Until)
{
    // Ten leap years of looking: a rule such as the 29th of February every third year has its day within it.
    private const int FurthestDays = 41 * 366;

    /// <summary>The first day of the rule after another; null where there is none any more.</summary>
    /// <param name="after">Null: from the beginning.</param>
    public DateOnly? Next(DateOnly? after)
    {
        var first = after is { } last && last >= From ? last.AddDays(1) : From;
        for (var day = first; day < first.AddDays(FurthestDays); day = day.AddDays(1))
        {
            if (day > Until)
                return null;
            if (Has(day))
                return day;
        }
        return null;
    }

    /// <summary>When it is due, for a day of the rule.</summary>
    public DateTimeOffset InstantOn(DateOnly day) => WallClock.FirstInstantOf(day.ToDateTime(Time), TimeZoneInfo.FindSystemTimeZoneById(TimeZone));

    private bool Has(DateOnly day) => Every switch
    {
        Every.Day => (day.DayNumber - From.DayNumber) % Interval == 0,
        Every.Week => WeeksBetween(day) % Interval == 0 && (Weekdays.Count == 0 ? day.DayOfWeek == From.DayOfWeek : Weekdays.Contains(day.DayOfWeek)),
        Every.Month => MonthsBetween(day) % Interval == 0 && day.Day == DayIn(day),
        _ => day.Month == From.Month && (day.Year - From.Year) % Interval == 0 && day.Day == DayIn(day),
    };

    private int DayIn(DateOnly day)
    {
        var last = DateTime.DaysInMonth(day.Year, day.Month);
        return DayOfMonth < 0 ? last : Math.Min(DayOfMonth == 0 ? From.Day : DayOfMonth, last);
    }

    private int MonthsBetween(DateOnly day) => ((day.Year - From.Year) * 12) + day.Month - From.Month;

    /// <summary>Weeks begin on Monday (ISO 8601).</summary>
    private int WeeksBetween(DateOnly day) => (Monday(day).DayNumber - Monday(From).DayNumber) / 7;

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
