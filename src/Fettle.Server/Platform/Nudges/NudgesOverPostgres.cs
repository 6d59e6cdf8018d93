using System.Text.Json;
using System.Threading.Channels;
using Fettle.Server.Platform.Persistence;
using Npgsql;

namespace Fettle.Server.Platform.Nudges;

/// <summary>
/// Nudges between replicas: what is published here is heard here at once, and through LISTEN/NOTIFY by every other replica. A lost connection is made
/// anew. What the others said meanwhile nobody kept, so it is made good by <see cref="Nudge.Anything"/>; what was said here waits and is sent then.
/// </summary>
internal sealed class NudgesOverPostgres : BackgroundService, INudges
{
    private const string Channel = "fettle_nudges";

    // NOTIFY takes less than 8000 bytes.
    private const int LargestPayload = 7500;
    private const int LargestNudge = 300;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly DatabaseSettings _settings;
    private readonly ILogger<NudgesOverPostgres> _log;
    private readonly string _me = Guid.NewGuid().ToString("N");
    private readonly NudgesInProcess _here = new();
    private readonly Channel<Nudge> _outgoing;
    private readonly List<Nudge> _batch = [];
    private volatile bool _dropped;

    public NudgesOverPostgres(DatabaseSettings settings, ILogger<NudgesOverPostgres> log)
    {
        (_settings, _log) = (settings, log);
        _outgoing = System.Threading.Channels.Channel.CreateBounded<Nudge>(
            new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }, _ => _dropped = true);
    }

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
                await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_settings.ConnectionString) { Pooling = false, KeepAlive = 30 }.ToString());
                await connection.OpenAsync(cancel);
                wait = TimeSpan.FromSeconds(1);
                await work(connection, cancel);
            }
            catch (Exception e) when (!cancel.IsCancellationRequested)
            {
                _log.LogWarning("Replicas cannot {What} nudges for now: {Why}", what, e.Message);
                await Task.Delay(wait, cancel);
                wait = TimeSpan.FromTicks(Math.Min(wait.Ticks * 2, LongestWait.Ticks));
            }
        }
    }

    private async Task SendAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        // A batch that the lost connection did not take is still there, and goes first.
        while (_batch.Count > 0 || await _outgoing.Reader.WaitToReadAsync(cancel))
        {
            if (_dropped)
            {
                _dropped = false;
                _batch.Add(Nudge.Anything);
            }
            while (_batch.Count < LargestPayload / LargestNudge && _outgoing.Reader.TryRead(out var nudge))
                _batch.Add(nudge);
            await using var notify = new NpgsqlCommand("SELECT pg_notify($1, $2)", connection)
            {
                Parameters = { new() { Value = Channel }, new() { Value = JsonSerializer.Serialize(new Message(_me, [.. _batch.Distinct()])) } },
            };
            await notify.ExecuteNonQueryAsync(cancel);
            _batch.Clear();
        }
    }

    private async Task HearAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        connection.Notification += (_, notification) => Hear(notification.Payload);
        await using (var listen = new NpgsqlCommand($"LISTEN {Channel}", connection))
            await listen.ExecuteNonQueryAsync(cancel);
        _here.Publish(Nudge.Anything);
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
