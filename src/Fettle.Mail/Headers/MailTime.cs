using System.Globalization;

namespace Fettle.Mail.Headers;

/// <summary>A time of day, with or without seconds: <c>11:26</c>, <c>11:26:39.5</c>, <c>11:26:39+0200</c>.</summary>
internal static class MailTime
{
    public static bool TryParse(string token, out TimeSpan time, out TimeSpan? zone)
    {
        time = default;
        zone = null;
        var end = token.AsSpan().IndexOfAnyExcept("0123456789:.");
        if (end == 0)
            return false;
        if (end > 0)
            zone = MailZone.Parse(token[end..]);
        var parts = (end < 0 ? token : token[..end]).Split('.')[0].Split(':');
        if (parts.Length is < 2 or > 3 || !TryPart(parts[0], 24, out var hours) || !TryPart(parts[1], 59, out var minutes))
            return false;
        var seconds = 0;
        if (parts.Length == 3 && !TryPart(parts[2], 60, out seconds))
            return false;
        // A leap second counts as the last of its minute.
        time = new TimeSpan(hours, minutes, Math.Min(seconds, 59));
        return true;
    }

    private static bool TryPart(string text, int most, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= most;
}
