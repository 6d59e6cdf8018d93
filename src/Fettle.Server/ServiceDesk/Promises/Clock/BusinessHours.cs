using System.Collections.Concurrent;

namespace Fettle.Server.ServiceDesk.Promises.Clock;

/// <summary>
/// Measures working time: how much of it lies between two instants, and which instant is so much of it later. Pure; what it remembers is only what a day
/// of the calendar is in UTC.
/// </summary>
internal sealed class BusinessHours
{
    private const int MinutesOfDay = 24 * 60;

    // A calendar that is closed for longer has no next hour worth waiting for.
    private const int FurthestDays = 20 * 366;

    private readonly TimeZoneInfo _zone;
    private readonly ILookup<DayOfWeek, DaySpan> _week;
    private readonly Dictionary<DateOnly, IReadOnlyList<DaySpan>> _dated = [];
    private readonly Dictionary<(int Month, int Day), IReadOnlyList<DaySpan>> _yearly = [];
    private readonly ConcurrentDictionary<DateOnly, Open[]> _days = new();

    /// <exception cref="TimeZoneNotFoundException">The machine knows no such zone.</exception>
    public BusinessHours(CalendarRules rules)
    {
        _zone = TimeZoneInfo.FindSystemTimeZoneById(rules.TimeZone);
        _week = rules.Week.SelectMany(Halves).ToLookup(h => h.Day, h => h.Span);
        foreach (var rule in rules.Days)
        {
            for (var day = rule.From; day <= (rule.To ?? rule.From); day = day.AddDays(1))
            {
                if (rule.Yearly)
                    _yearly[(day.Month, day.Day)] = rule.Open;
                else
                    _dated[day] = rule.Open;
            }
        }
    }

    private sealed record Open(DateTimeOffset From, DateTimeOffset To);

    public TimeSpan WorkingTime(DateTimeOffset from, DateTimeOffset to)
    {
        var sum = TimeSpan.Zero;
        if (to <= from)
            return sum;
        var last = WallClock.DateOf(to, _zone).AddDays(1);
        for (var day = WallClock.DateOf(from, _zone).AddDays(-1); day <= last; day = day.AddDays(1))
        {
            foreach (var open in OpenOn(day))
            {
                var (start, end) = (open.From > from ? open.From : from, open.To < to ? open.To : to);
                if (end > start)
                    sum += end - start;
            }
        }
        return sum;
    }

    /// <summary>The first instant with so much working time since <paramref name="from"/>; null where the calendar has no more hours.</summary>
    public DateTimeOffset? After(DateTimeOffset from, TimeSpan work)
    {
        if (work <= TimeSpan.Zero)
            return from;
        var first = WallClock.DateOf(from, _zone).AddDays(-1);
        for (var day = first; day < first.AddDays(FurthestDays); day = day.AddDays(1))
        {
            foreach (var open in OpenOn(day))
            {
                var start = open.From > from ? open.From : from;
                if (open.To <= start)
                    continue;
                if (open.To - start >= work)
                    return start + work;
                work -= open.To - start;
            }
        }
        return null;
    }

    /// <summary>When the hours end that an instant is in, but no later than <paramref name="atMost"/>; the instant itself where it is in none.</summary>
    public DateTimeOffset ClosesAfter(DateTimeOffset at, DateTimeOffset atMost)
    {
        var end = at;
        for (var day = WallClock.DateOf(at, _zone).AddDays(-1); end < atMost && day <= WallClock.DateOf(end, _zone).AddDays(1); day = day.AddDays(1))
        {
            foreach (var open in OpenOn(day))
            {
                if (open.From > end)
                    return end;
                end = open.To > end ? open.To : end;
            }
        }
        return end < atMost ? end : atMost;
    }

    /// <summary>Whether somebody works on this day at all.</summary>
    public bool IsOpenOn(DateOnly day) => OpenOn(day).Length > 0;

    private Open[] OpenOn(DateOnly day) => _days.GetOrAdd(day, static (d, hours) => hours.Measure(d), this);

    private Open[] Measure(DateOnly day)
    {
        var spans = _dated.GetValueOrDefault(day) ?? _yearly.GetValueOrDefault((day.Month, day.Day)) ?? [.. _week[day.DayOfWeek]];
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return
        [
            .. from span in Merged(spans)
               let open = new Open(WallClock.FirstInstantOf(midnight.AddMinutes(span.FromMinute), _zone), WallClock.FirstInstantOf(midnight.AddMinutes(span.ToMinute), _zone))
               // On the day that the clock is put forward an hour of the night may not exist.
               where open.To > open.From
               select open
        ];
    }

    /// <summary>What goes on past midnight belongs to the next day.</summary>
    private static IEnumerable<(DayOfWeek Day, DaySpan Span)> Halves(WeekSpan span)
    {
        yield return (span.Day, new(span.FromMinute, Math.Min(span.ToMinute, MinutesOfDay)));
        if (span.ToMinute > MinutesOfDay)
            yield return ((DayOfWeek)(((int)span.Day + 1) % 7), new(0, span.ToMinute - MinutesOfDay));
    }

    private static List<DaySpan> Merged(IReadOnlyList<DaySpan> spans)
    {
        var merged = new List<DaySpan>();
        foreach (var span in spans.OrderBy(s => s.FromMinute))
        {
            if (merged is [.., var last] && span.FromMinute <= last.ToMinute)
                merged[^1] = last with { ToMinute = Math.Max(last.ToMinute, span.ToMinute) };
            else
                merged.Add(span);
        }
        return merged;
    }
}
