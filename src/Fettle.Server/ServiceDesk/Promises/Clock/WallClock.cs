namespace Fettle.Server.ServiceDesk.Promises.Clock;

/// <summary>
/// What a clock on the wall shows, as an instant: the first instant at which it shows this time or a later one. Where the clock is put forward, the times
/// that it leaves out are the instant of the change; where it is put back, the times that it shows twice are the first of the two. So a later time on the
/// wall is never an earlier instant, and every length that is measured between such instants is a length that really passed.
/// </summary>
internal static class WallClock
{
    // No zone is further from UTC, and none changes its clock twice within the two days around an instant.
    private static readonly TimeSpan Furthest = TimeSpan.FromHours(15);

    public static DateTimeOffset FirstInstantOf(DateTime shown, TimeZoneInfo zone)
    {
        var (early, late) = (Around(shown, -Furthest), Around(shown, Furthest));
        var (before, after) = (zone.GetUtcOffset(early), zone.GetUtcOffset(late));
        if (before == after)
            return Utc(shown, before);

        var change = ChangeBetween(early, late, zone);
        var ifBefore = Utc(shown, before);
        if (ifBefore < change)
            return ifBefore;
        var ifAfter = Utc(shown, after);
        return ifAfter > change ? ifAfter : change;
    }

    /// <summary>The date on the wall.</summary>
    public static DateOnly DateOf(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    private static DateTimeOffset ChangeBetween(DateTimeOffset low, DateTimeOffset high, TimeZoneInfo zone)
    {
        var before = zone.GetUtcOffset(low);
        while (high - low > TimeSpan.FromSeconds(1))
        {
            var middle = low + TimeSpan.FromSeconds(Math.Max(1, Math.Floor((high - low).TotalSeconds / 2)));
            (low, high) = zone.GetUtcOffset(middle) == before ? (middle, high) : (low, middle);
        }
        return high;
    }

    private static DateTimeOffset Around(DateTime shown, TimeSpan by) => new(DateTime.SpecifyKind(shown, DateTimeKind.Unspecified) + by, TimeSpan.Zero);

    private static DateTimeOffset Utc(DateTime shown, TimeSpan offset) => new(DateTime.SpecifyKind(shown, DateTimeKind.Unspecified) - offset, TimeSpan.Zero);
}
