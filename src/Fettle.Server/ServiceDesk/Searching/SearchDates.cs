using System.Globalization;

namespace Fettle.Server.ServiceDesk.Searching;

/// <summary>Ages (<c>age&gt;3d</c>) and days (<c>created&lt;2026-01-01</c>).</summary>
internal static class SearchDates
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(36_500);

    /// <summary>How long ago something happened to the ticket: longer than (<c>&gt;</c>), or at most so long (<c>&lt;</c>, and what is written with a colon).</summary>
    public static SearchClause Age(SearchToken token, Moment moment, DateTimeOffset now)
    {
        var value = token.Values[0];
        var since = now - (Span(value.Text) ?? throw new SearchLanguage.Unclear(value.Column, $"\"{value.Text}\" is no age: write a number with m, h, d or w, such as 90m, 12h, 3d, 2w."));
        return token.Relation[0] == '>'
            ? new SearchClause.During(token.Column, token.Negated, moment, null, since)
            : new SearchClause.During(token.Column, token.Negated, moment, since, null);
    }

    public static SearchClause Day(SearchToken token, Moment moment, DateTimeOffset now)
    {
        var value = token.Values[0];
        var day = DayOf(value.Text, now)
            ?? throw new SearchLanguage.Unclear(value.Column, $"\"{value.Text}\" is no day: write it as 2026-01-31, or today, or yesterday.");
        var next = day.AddDays(1);
        var (from, until) = token.Relation switch
        {
            "<" => ((DateTimeOffset?)null, (DateTimeOffset?)day),
            "<=" => (null, next),
            ">" => (next, null),
            ">=" => (day, null),
            _ => (day, next),
        };
        return new SearchClause.During(token.Column, token.Negated, moment, from, until);
    }

    private static TimeSpan? Span(string text)
    {
        if (text.Length < 2 || !double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return null;
        var days = char.ToLowerInvariant(text[^1]) switch
        {
            'm' => number / 24 / 60,
            'h' => number / 24,
            'd' => number,
            'w' => number * 7,
            _ => double.NaN,
        };
        return days >= 0 && days < Longest.TotalDays ? TimeSpan.FromDays(days) : null;
    }

    private static DateTimeOffset? DayOf(string text, DateTimeOffset now)
    {
        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        return text.ToLowerInvariant() switch
        {
            "today" => today,
            "yesterday" => today.AddDays(-1),
            _ => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1970 and < 9000
                ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)
                : null,
        };
    }
}
