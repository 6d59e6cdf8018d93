using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Text;
using Fettle.Server.ServiceDesk.Promises.Clock;

namespace Fettle.Server.ServiceDesk.Promises.Calendars;

/// <summary>What a calendar that somebody sends must be like.</summary>
internal static class CheckRules
{
    private const int Day = 24 * 60;
    private const int MostSpans = 50;
    private const int MostDays = 500;

    /// <exception cref="Invalid">A zone that the machine does not know, hours that are none, a week without any.</exception>
    public static CalendarRules Check(CalendarRules rules)
    {
        RequireZone(rules.TimeZone, "rules.timeZone");
        if (rules.Week.Count is 0 or > MostSpans)
            throw new Invalid("rules.week", $"has not between 1 and {MostSpans} spans of hours");
        foreach (var span in rules.Week)
        {
            Demand.Known(span.Day, "rules.week");
            if (span.FromMinute is < 0 or >= Day || span.ToMinute <= span.FromMinute || span.ToMinute - span.FromMinute > Day)
                throw new Invalid("rules.week", "has hours that do not begin on their day, or do not end after their beginning and within 24 hours");
        }
        if (rules.Days.Count > MostDays)
            throw new Invalid("rules.days", $"are more than {MostDays}");
        return rules with { Days = [.. rules.Days.Select(Check)] };
    }

    public static void RequireZone(string zone, string field)
    {
        if (zone.Length > 100 || !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known) || !known.HasIanaId)
            throw new Invalid(field, "is no IANA time zone such as Europe/Berlin");
    }

    private static DayRule Check(DayRule rule)
    {
        var name = Demand.Text(rule.Name, "rules.days.name", longest: 80);
        if (rule.To < rule.From || (rule.To ?? rule.From).DayNumber - rule.From.DayNumber > 366)
            throw new Invalid("rules.days", $"has “{name}”, which does not end within a year of its beginning");
        if (rule.Open.Count > 10 || rule.Open.Any(s => s.FromMinute < 0 || s.ToMinute > Day || s.ToMinute <= s.FromMinute))
            throw new Invalid("rules.days", $"has “{name}” with hours that are not within its day");
        return rule with { Name = name };
    }
}
