namespace Fettle.Mail.Network;

/// <summary>A token that ends with its caller's, or after a time.</summary>
internal sealed class TimeLimit : IDisposable
{
    private readonly CancellationTokenSource time;
    private readonly CancellationTokenSource both;

    public TimeLimit(TimeSpan limit, TimeProvider clock, CancellationToken cancel)
    {
        time = new CancellationTokenSource(limit, clock);
        both = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancel);
    }

    public CancellationToken Token => both.Token;

    public void Dispose()
    {
        both.Dispose();
        time.Dispose();
    }
}
