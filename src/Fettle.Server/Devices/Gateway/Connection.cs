using System.Net.WebSockets;
using System.Text.Json;
using Fettle.Protocol;

namespace Fettle.Server.Devices.Gateway;

/// <summary>One device's socket, while it is open.</summary>
internal sealed class Connection(CurrentDevice device, WebSocket socket, DateTimeOffset since) : IDisposable
{
    private static readonly TimeSpan SendLimit = TimeSpan.FromSeconds(10);
    private const int MostDisplaced = 8;
    private readonly SemaphoreSlim _sending = new(1, 1);
    private int _asked;

    public long DeviceId { get; } = device.Id;

    public long OrganisationId { get; } = device.OrganisationId;

    public string Name { get; } = device.Name;

    public DateTimeOffset Session { get; } = device.Session;

    /// <summary>
    /// The sessions whose socket this one took the place of, in a line. One process goes from a session to the next and never back, so a request in one of
    /// these comes from another process with the same key: a copy of the device's disk.
    /// </summary>
    public IReadOnlyList<DateTimeOffset> Displaced { get; private set; } = [];

    public WebSocket Socket { get; } = socket;

    public DateTimeOffset Since { get; } = since;

    /// <summary>What the device last said, cleaned; null until it has.</summary>
    public AgentStatus? Status { get; set; }

    /// <summary>
    /// Sends what waits. However often it is asked for while a frame is on its way, one more look follows, so a slow device makes no queue.
    /// </summary>
    /// <param name="whatWaits">Asked right before sending; null where nothing does.</param>
    public async Task NudgeAsync(Func<Task<AgentNudge?>> whatWaits)
    {
        if (Interlocked.Increment(ref _asked) > 1)
            return;
        do
        {
            Volatile.Write(ref _asked, 1);
            if (await whatWaits() is { } nudge)
                await SendAsync(nudge);
        }
        while (Interlocked.CompareExchange(ref _asked, 0, 1) != 1);
    }

    public void TakesThePlaceOf(Connection older) =>
        Displaced = older.Session == Session ? older.Displaced : [.. older.Displaced.TakeLast(MostDisplaced - 1), older.Session];

    /// <summary>Ends it without a word: the peer may not be there any more.</summary>
    public void Cut() => Socket.Abort();

    public void Dispose()
    {
        Socket.Dispose();
        _sending.Dispose();
    }

    private async Task SendAsync(AgentNudge nudge)
    {
        using var limit = new CancellationTokenSource(SendLimit);
        try
        {
            await _sending.WaitAsync(limit.Token);
            try
            {
                await Socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(nudge, ProtocolJson.Default.AgentNudge), WebSocketMessageType.Text, true, limit.Token);
            }
            finally
            {
                _sending.Release();
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // It takes nothing any more. The receiving side sees the cut; what waits is asked for when the device is back.
            Cut();
        }
    }
}
