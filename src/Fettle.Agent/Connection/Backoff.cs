namespace Fettle.Agent.Connection;

/// <summary>How long to wait before the next try: doubling from one second to five minutes, half of it at random, so that a server that comes back is not overrun.</summary>
internal sealed class Backoff(Random random)
{
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private int _failures;

    public TimeSpan Next()
    {
        var ceiling = Math.Min(Longest.TotalSeconds, Math.Pow(2, Math.Min(_failures, 20)));
        _failures++;
        return TimeSpan.FromSeconds(ceiling * (0.5 + random.NextDouble() / 2));
    }

    public TimeSpan NextAfterRefusal() => Longest * (0.5 + random.NextDouble() / 2);

    public void Reset() => _failures = 0;
}
