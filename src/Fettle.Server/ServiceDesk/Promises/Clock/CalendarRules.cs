namespace Fettle.Server.ServiceDesk.Promises.Clock;

/// <summary>Hours of every week, on the wall clock of the calendar's zone.</summary>
/// <param name="FromMinute">Minutes after midnight, 0 to 1439.</param>
/// <param name="ToMinute">Minutes after the same midnight, later than <paramref name="FromMinute"/>; above 1440 it is on the day after: a night's work is 1320 to 1800.</param>
internal sealed record WeekSpan(DayOfWeek Day, int FromMinute, int ToMinute);

/// <summary>Hours within one day, in minutes after its midnight.</summary>
/// <param name="ToMinute">At most 1440.</param>
internal sealed record DaySpan(int FromMinute, int ToMinute);

/// <summary>
/// Days that are not as the week says: a holiday (no hours), a half one, or a Saturday on which somebody is there. Such a day is the calendar's day from
/// midnight to midnight; what a night before it or after it has on other days is kept.
/// </summary>
/// <param name="To">The last of them; null: one day.</param>
/// <param name="Yearly">In every year. Days of a single year go before them.</param>
/// <param name="Open">The hours of each of these days; none: closed.</param>
internal sealed record DayRule(string Name, DateOnly From, DateOnly? To, bool Yearly, IReadOnlyList<DaySpan> Open);

/// <summary>When somebody works, as a person writes it down.</summary>
/// <param name="TimeZone">An IANA name: <c>Europe/Berlin</c>.</param>
internal sealed record CalendarRules(string TimeZone, IReadOnlyList<WeekSpan> Week, IReadOnlyList<DayRule> Days)
{
    /// <summary>Monday to Friday, 8 to 17.</summary>
    public static CalendarRules Usual(string timeZone) => new(
        timeZone, [.. Enumerable.Range((int)DayOfWeek.Monday, 5).Select(day => new WeekSpan((DayOfWeek)day, 8 * 60, 17 * 60))], []);

    public static CalendarRules Always(string timeZone) => new(timeZone, [.. Enum.GetValues<DayOfWeek>().Select(day => new WeekSpan(day, 0, 24 * 60))], []);
}
