namespace Fettle.Agent.Connection;

/// <summary>
/// The server's time, as its answers tell it. Sessions and jobs end by the server's clock: a device whose own is a year ahead would otherwise refuse the
/// very check-up that finds that out.
/// </summary>
internal sealed class ServerClock(TimeProvider clock)
{
    private TimeSpan _ahead;

    /// <summary>The device's own time until the server has answered once.</summary>
    public DateTimeOffset GetUtcNow() => clock.GetUtcNow() + _ahead;

    /// <param name="date">The Date header of an answer that has just come.</param>
    public void Heard(DateTimeOffset? date)
    {
        if (date is { } said)
            _ahead = said - clock.GetUtcNow();
    }
}
