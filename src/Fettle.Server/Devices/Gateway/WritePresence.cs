using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Devices.Gateway;

/// <summary>
/// Writes down which devices this replica holds. One is written at once; those that come or go while a change is being written are the next change,
/// together: two thousand whose line is cut are a few changes, and not two thousand.
/// </summary>
internal sealed class WritePresence(IServiceScopeFactory scopes, Connections connections, TimeProvider clock, ILogger<WritePresence> log)
{
    private sealed record Seen(long OrganisationId, bool Connected);

    public static readonly TimeSpan AgainAfter = TimeSpan.FromSeconds(5);
    private readonly Lock _gate = new();
    private Dictionary<long, Seen> _waiting = [];
    private Task _last = Task.CompletedTask;
    private Task? _next;

    /// <summary>
    /// Done when it is written. Or when it cannot be just now, which is logged and tried again: a full disk cuts no device off, and nobody is forgotten.
    /// </summary>
    /// <param name="connected">False: it is cut off. Where another replica holds it by now, that one speaks for it.</param>
    public Task NoteAsync(Connection connection, bool connected)
    {
        lock (_gate)
        {
            _waiting[connection.DeviceId] = new(connection.OrganisationId, connected);
            return _next ??= WriteAfterAsync(_last);
        }
    }

    private async Task WriteAfterAsync(Task last)
    {
        // Off the caller's lock; whoever comes until the last is written goes with this one.
        await Task.Yield();
        await last;
        Dictionary<long, Seen> seen;
        lock (_gate)
        {
            (seen, _waiting) = (_waiting, []);
            (_last, _next) = (_next!, null);
        }
        try
        {
            await WriteAsync(seen);
        }
        catch (Exception e) when (DatabaseTrouble.Is(e))
        {
            log.LogWarning(e, "That {Count} devices came or went cannot be written down; trying again", seen.Count);
            lock (_gate)
            {
                // What is newer stays.
                foreach (var (device, was) in seen)
                    _waiting.TryAdd(device, was);
            }
            _ = WriteAgainAsync();
        }
    }

    private async Task WriteAgainAsync()
    {
        await Task.Delay(AgainAfter, clock);
        lock (_gate)
        {
            if (_waiting.Count > 0)
                _next ??= WriteAfterAsync(_last);
        }
    }

    private async Task WriteAsync(Dictionary<long, Seen> seen)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OrganisationScope>().LimitTo(seen.Values.Select(s => s.OrganisationId).Distinct());
        var (db, now) = (scope.ServiceProvider.GetRequiredService<FettleDb>(), clock.GetUtcNow());
        var (came, went) = (Of(seen, connected: true), Of(seen, connected: false));
        await db.InTransactionAsync(
            async () =>
            {
                if (came.Count > 0)
                {
                    await db.Sightings.Where(s => came.Contains(s.DeviceId))
                        .ExecuteUpdateAsync(s => s.SetProperty(x => x.ConnectedTo, connections.Gateway).SetProperty(x => x.LastSeenAt, now));
                }
                if (went.Count > 0)
                {
                    await db.Sightings.Where(s => went.Contains(s.DeviceId) && s.ConnectedTo == connections.Gateway)
                        .ExecuteUpdateAsync(s => s.SetProperty(x => x.ConnectedTo, (string?)null).SetProperty(x => x.LastSeenAt, now));
                }
                foreach (var (device, (organisation, _)) in seen)
                    db.Nudge("device", device, organisation);
            },
            CancellationToken.None);
    }

    private static List<long> Of(Dictionary<long, Seen> seen, bool connected) => [.. seen.Where(s => s.Value.Connected == connected).Select(s => s.Key)];
}
