using Fettle.Agent.Connection;

namespace Fettle.UnitTests.Agent;

public sealed class ConnectionTests
{
    [Fact]
    public void Waiting_doubles_up_to_five_minutes_and_starts_over_after_success()
    {
        var backoff = new Backoff(new Random(1));
        var waits = Enumerable.Range(0, 20).Select(_ => backoff.Next().TotalSeconds).ToList();

        Assert.All(waits.Select((wait, i) => (wait, Ceiling: Math.Min(300, Math.Pow(2, i)))), one => Assert.InRange(one.wait, one.Ceiling / 2, one.Ceiling));
        backoff.Reset();
        Assert.InRange(backoff.Next().TotalSeconds, 0.5, 1);
    }

    [Theory]
    [InlineData("https://fettle.example.org", false, true)]
    [InlineData("http://127.0.0.1:7070", false, true)]
    [InlineData("http://[::1]:7070", false, true)]
    [InlineData("http://localhost", false, true)]
    [InlineData("http://fettle.example.org", false, false)]
    [InlineData("http://fettle.example.org", true, true)]
    [InlineData("fettle.example.org", false, false)]
    [InlineData("file:///etc/passwd", true, false)]
    public void Plain_http_reaches_no_further_than_this_machine_unless_it_was_asked_for(string text, bool insecure, bool taken) =>
        Assert.Equal(taken, ServerAddress.TryRead(text, insecure, out _, out _));

    [Fact]
    public void A_step_of_the_devices_clock_does_not_move_the_servers()
    {
        var own = new SteppedClock();
        var server = new ServerClock(own);
        var said = new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

        server.Hear(said);
        own.Now += TimeSpan.FromDays(400);
        own.Elapsed += TimeSpan.FromSeconds(5);

        Assert.Equal(said.AddSeconds(5), server.GetUtcNow());
    }

    /// <summary>Its time of day can be set apart from the time that passes.</summary>
    private sealed class SteppedClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch;

        public TimeSpan Elapsed { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => Now;

        public override long GetTimestamp() => Elapsed.Ticks;
    }
}
