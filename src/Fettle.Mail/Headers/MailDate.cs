using System.Globalization;

namespace Fettle.Mail.Headers;

/// <summary>
/// Dates (RFC 5322 §3.3), with the obsolete ones of §4.3 (two-digit years, zones by name) and those of careless programs: other orders, ISO 8601,
/// missing seconds, zones with a colon, words that are not English before and behind.
/// </summary>
internal static class MailDate
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>Null where no date is to be seen. A missing zone is read as UTC.</summary>
    public static DateTimeOffset? Parse(string? value)
    {
        if (value is null)
            return null;
        var text = WithoutComments(value[..Math.Min(value.Length, 200)]);
        if (char.IsAsciiDigit(text.FirstOrDefault()) && text.Length >= 8 && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var iso) && text.Contains('-') && text[4] == '-')
            return iso;

        int? day = null, month = null, year = null;
        TimeSpan? time = null;
        TimeSpan? zone = null;
        foreach (var token in text.Split([' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries))
        {
            if (token.Contains(':') && time is null)
            {
                // A day with a time that is none would be midnight, which nobody said.
                if (!MailTime.TryParse(token, out var parsed, out var glued))
                    return null;
                (time, zone) = (parsed, glued ?? zone);
            }
            else if (time is not null && zone is null && MailZone.Parse(token) is { } offset)
                zone = offset;
            else if (Month(token) is { } named)
                month ??= named;
            else if (token.Contains('-') || token.Contains('/'))
                DayMonthYear(token.Split('-', '/'), ref day, ref month, ref year);
            else if (int.TryParse(token.TrimEnd('.'), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                Number(number, token.Length, ref day, ref year);
            else if (token is "PM" or "pm" && time is { Hours: < 12 })
                time = time.Value + TimeSpan.FromHours(12);
        }
        return day is { } d && month is { } m && year is { } y ? Make(y, m, d, time ?? default, zone ?? default) : null;
    }

    private static DateTimeOffset? Make(int year, int month, int day, TimeSpan time, TimeSpan zone)
    {
        if (year is < 1 or > 9998 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return null;
        return zone.Duration() <= TimeSpan.FromHours(14)
            ? new DateTimeOffset(new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Unspecified) + time, zone)
            : new DateTimeOffset(new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Unspecified) + time - zone, TimeSpan.Zero);
    }

    private static void Number(int number, int digits, ref int? day, ref int? year)
    {
        if (day is null && (digits <= 2 || (digits == 3 && number <= 31)))
            day = number;
        else if (year is null)
            year = Year(number, digits);
    }

    private static void DayMonthYear(string[] parts, ref int? day, ref int? month, ref int? year)
    {
        if (parts.Length != 3 || day is not null)
            return;
        if (parts[0].Length == 4)
            Array.Reverse(parts);
        if (!int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var d) || !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var y))
            return;
        var m = Month(parts[1]) ?? (int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0);
        // 10/25/2005 can only be the American order.
        (day, month, year) = m > 12 && d <= 12 ? (m, d, Year(y, parts[2].Length)) : (d, m, Year(y, parts[2].Length));
    }

    /// <summary>RFC 5322 §4.3: two digits below 50 are of this century, three digits count from 1900.</summary>
    private static int Year(int number, int digits) => digits switch
    {
        <= 2 => number < 50 ? 2000 + number : 1900 + number,
        3 => 1900 + number,
        _ => number,
    };

    private static int? Month(string token) =>
        token.Length >= 3 && Array.IndexOf(Months, token[..3].ToLowerInvariant()) is >= 0 and var index && token.All(c => char.IsLetter(c) || c == '.') ? index + 1 : null;

    private static string WithoutComments(string text)
    {
        int open;
        while ((open = text.LastIndexOf('(')) >= 0)
        {
            var close = text.IndexOf(')', open);
            text = close < 0 ? text[..open] : text.Remove(open, close - open + 1).Insert(open, " ");
        }
        return text.Trim();
    }
}
