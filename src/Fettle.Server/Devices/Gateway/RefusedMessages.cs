using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics.Metrics;
using System.Text.Json;
using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Devices.Gateway;

/// <summary>Counts what agents sent and was not taken, and writes it into the journal: each kind from each sender once in five minutes, so that nobody can fill it.</summary>
internal sealed class RefusedMessages(IServiceScopeFactory scopes, IMeterFactory meters, TimeProvider clock, ILogger<RefusedMessages> log)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(5);
    private const int MostSenders = 1000;

    private readonly Counter<long> _refused =
        meters.Create("Fettle.Devices").CreateCounter<long>("fettle_agent_messages_refused", description: "Messages of agents that were refused, by reason.");

    private readonly ConcurrentDictionary<(string Why, string Sender), (DateTimeOffset Noted, int Since)> _noted = new();

    /// <param name="why">Short and of a closed set: <c>unproven</c>, <c>malformed</c>, <c>oversized</c>, <c>forbidden</c>, <c>foreign</c>, <c>flood</c>, <c>copied</c>.</param>
    public async Task NoteAsync(string why, CurrentDevice? device, string? address, string detail, CancellationToken cancel)
    {
        _refused.Add(1, new KeyValuePair<string, object?>("why", why));
        if (!IsTimeToWrite(why, device is null ? address ?? "?" : $"#{device.Id}", out var unwritten))
            return;

        await using var scope = scopes.CreateAsyncScope();
        var (kind, name) = device is null ? (ActorKind.Stranger, "unknown agent") : (ActorKind.Device, device.Name);
        scope.ServiceProvider.GetRequiredService<Actor>().Is(kind, device?.Id, name, address);
        var note = JsonSerializer.Serialize(new { why, detail = HostileText.Line(detail, 300), alsoSinceTheLastEntry = unwritten });
        try
        {
            await scope.ServiceProvider.GetRequiredService<FettleDb>().NoteAsync("RefuseAgentMessage", "Device", device?.Id, device?.OrganisationId, note, cancel);
        }
        catch (Exception e) when (e is DbException or DbUpdateException)
        {
            // What was refused stays refused, also where that cannot be written down.
            log.LogError(e, "A refused message of {Sender} cannot be journalled: {Why}", name, why);
        }
    }

    private bool IsTimeToWrite(string why, string sender, out int unwritten)
    {
        unwritten = 0;
        var now = clock.GetUtcNow();
        if (_noted.Count >= MostSenders)
        {
            foreach (var (key, entry) in _noted)
            {
                if (now - entry.Noted >= Quiet)
                    _noted.TryRemove(key, out _);
            }
            // A thousand senders within five minutes are one flood; its figure is in the counter.
            if (_noted.Count >= MostSenders)
                return false;
        }

        var write = false;
        var before = 0;
        _noted.AddOrUpdate(
            (why, sender),
            _ =>
            {
                write = true;
                return (now, 0);
            },
            (_, entry) =>
            {
                write = now - entry.Noted >= Quiet;
                before = entry.Since;
                return write ? (now, 0) : (entry.Noted, entry.Since + 1);
            });
        unwritten = before;
        return write;
    }
}
