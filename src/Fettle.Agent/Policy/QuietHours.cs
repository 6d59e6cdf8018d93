using System.Globalization;

namespace Fettle.Agent.Policy;

/// <summary>A time of the day, in the device's own time zone, possibly over midnight: <c>22:00-06:00</c>.</summary>
internal sealed record QuietHours(TimeOnly From, TimeOnly Until)
{
    public bool Contains(TimeOnly time) => From <= Until ? time >= From && time < Until : time >= From || time < Until;

    /// <summary>Null where the text is not two different times.</summary>
    public static QuietHours? TryParse(string text) =>
        text.Split('-') is [var from, var until] && TryTime(from, out var start) && TryTime(until, out var end) && start != end ? new QuietHours(start, end) : null;

    private static bool TryTime(string text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text.Trim(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
}
