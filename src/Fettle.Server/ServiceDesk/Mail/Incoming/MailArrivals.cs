using System.Threading.Channels;

namespace Fettle.Server.ServiceDesk.Mail.Incoming;

/// <summary>Wakes who understands mail as soon as some was stored.</summary>
internal sealed class MailArrivals
{
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Tell() => _wake.Writer.TryWrite(true);

    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancel)
    {
        using var turn = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        turn.CancelAfter(atMost);
        try
        {
            await _wake.Reader.ReadAsync(turn.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // Its turn has come without being woken.
        }
    }
}
