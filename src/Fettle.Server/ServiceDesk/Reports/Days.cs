using Fettle.Server.Platform.Errors;

namespace Fettle.Server.ServiceDesk.Reports;

/// <summary>Days as they are lived in a time zone, across daylight-saving changes.</summary>
internal sealed class Days
{
    private readonly TimeZoneInfo _zone;

    /// <exception cref="Invalid">The time zone is not known.</exception>
    public Days(string? zone)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone ?? "UTC", out var known))
            throw new Invalid("zone", "is no time zone; write one like Europe/Berlin");
        _zone = known;
    }

    public DateOnly Of(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, _zone).DateTime);

    /// <summary>The instant at which a day begins. Where the clock jumps over midnight, the first instant of the day that there is.</summary>
    public DateTimeOffset Begin(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        while (_zone.IsInvalidTime(local))
            local = local.AddMinutes(15);
        // Midnight that comes twice begins with the first.
        var offset = _zone.IsAmbiguousTime(local) ? _zone.GetAmbiguousTimeOffsets(local).Max() : _zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
