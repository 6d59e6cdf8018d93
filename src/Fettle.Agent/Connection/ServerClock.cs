namespace Fettle.Agent.Connection;

/// <summary>
/// The server's time, as its answers tell it and as it has gone on since. Sessions and jobs end by the server's clock: a device whose own is a year ahead
/// would otherwise refuse the very check-up that finds that out; and one whose clock is set in the middle of a job has not lost its session.
/// </summary>
internal sealed class ServerClock(TimeProvider clock)
{
    private Heard? _last;

    private sealed record Heard(DateTimeOffset Said, long At);

    /// <summary>The device's own time until the server has answered once.</summary>
    public DateTimeOffset GetUtcNow() => _last is { } last ? last.Said + clock.GetElapsedTime(last.At) : clock.GetUtcNow();

    /// <param name="date">The Date header of an answer that has just come.</param>
    public void Hear(DateTimeOffset? date)
    {
        if (date is { } said)
            _last = new Heard(said, clock.GetTimestamp());
    }
}
