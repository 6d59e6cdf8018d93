using System.Text.Json;
using System.Threading.Channels;
using Fettle.Server.Platform.Persistence;
using Npgsql;

namespace Fettle.Server.Platform.Nudges;

/// <summary>
/// Nudges between replicas: what is published here is heard here at once, and through LISTEN/NOTIFY by every other replica. A lost connection is made
/// anew; what was said meanwhile is missed, which a nudge may be.
/// </summary>
internal sealed class NudgesOverPostgres(DatabaseSettings settings, ILogger<NudgesOverPostgres> log) : BackgroundService, INudges
{
    private const string Channel = "fettle_nudges";

    // NOTIFY takes less than 8000 bytes.
    private const int LargestPayload = 7500;
    private const int LargestNudge = 300;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly string _me = Guid.NewGuid().ToString("N");
    private readonly NudgesInProcess _here = new();
    private readonly Channel<Nudge> _outgoing = System.Threading.Channels.Channel.CreateBounded<Nudge>(
        new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private sealed record Message(string From, Nudge[] Nudges);

    public void Publish(Nudge nudge)
    {
        _here.Publish(nudge);
        _outgoing.Writer.TryWrite(nudge);
    }

    public IDisposable Subscribe(Action<Nudge> heard) => _here.Subscribe(heard);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(KeepGoingAsync("send", SendAsync, stoppingToken), KeepGoingAsync("hear", HearAsync, stoppingToken));

    private async Task KeepGoingAsync(string what, Func<NpgsqlConnection, CancellationToken, Task> work, CancellationToken cancel)
    {
        var wait = TimeSpan.FromSeconds(1);
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(settings.ConnectionString) { Pooling = false, KeepAlive = 30 }.ToString());
                await connection.OpenAsync(cancel);
                wait = TimeSpan.FromSeconds(1);
                await work(connection, cancel);
            }
            catch (NpgsqlException e)
            {
                log.LogWarning("Replicas cannot {What} nudges for now: {Why}", what, e.Message);
                await Task.Delay(wait, cancel);
                wait = TimeSpan.FromTicks(Math.Min(wait.Ticks * 2, LongestWait.Ticks));
            }
        }
    }

    private async Task SendAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var batch = new List<Nudge>();
        while (await _outgoing.Reader.WaitToReadAsync(cancel))
        {
            while (batch.Count < LargestPayload / LargestNudge && _outgoing.Reader.TryRead(out var nudge))
                batch.Add(nudge);
            await using var notify = new NpgsqlCommand("SELECT pg_notify($1, $2)", connection)
            {
                Parameters = { new() { Value = Channel }, new() { Value = JsonSerializer.Serialize(new Message(_me, [.. batch.Distinct()])) } },
            };
            batch.Clear();
            await notify.ExecuteNonQueryAsync(cancel);
        }
    }

    private async Task HearAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        connection.Notification += (_, notification) => Hear(notification.Payload);
        await using (var listen = new NpgsqlCommand($"LISTEN {Channel}", connection))
            await listen.ExecuteNonQueryAsync(cancel);
        while (true)
            await connection.WaitAsync(cancel);
    }

    private void Hear(string payload)
    {
        var message = JsonSerializer.Deserialize<Message>(payload)!;
        if (message.From == _me)
            return;
        foreach (var nudge in message.Nudges)
            _here.Publish(nudge);
    }
}
