using Fettle.Agent.Connection;
using Fettle.Agent.Platform;
using Fettle.Agent.State;
using Fettle.Protocol;

namespace Fettle.Agent.Inventory;

/// <summary>Looks at the device each hour, or when asked, and tells the server what changed. An idle device has nothing to tell.</summary>
internal sealed class ReportInventory(
    ServerSession server, IDevice device, AcknowledgedInventory acknowledged, ConditionBoard condition, AgentLog log, TimeProvider clock)
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(5);
    private readonly Signal _now = new();
    private bool _due = true;
    private bool _whole;

    /// <summary>The server wants all of it again.</summary>
    public void SendWhole()
    {
        // A flag, not a deleted file: a sending that is under way would write the file again.
        _whole = true;
        _due = true;
        _now.Set();
    }

    /// <summary>The server can be reached: what could not be sent goes now.</summary>
    public void ServerReached()
    {
        if (_due)
            _now.Set();
    }

    public async Task RunAsync(CancellationToken cancel)
    {
        while (true)
        {
            await _now.WaitAsync(_due ? AfterFailure : Every, clock, cancel);
            _due = true;
            if (condition.Link == LinkState.Offline)
                continue;
            try
            {
                _due = false;
                await SendAsync(cancel);
            }
            catch (Exception e) when (e is HttpRequestException or ServerRefused or IOException)
            {
                _due = true;
                log.Warning($"the inventory cannot be sent: {e.Message}");
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                _due = true;
                log.Warning("the inventory took too long to gather");
            }
        }
    }

    private async Task SendAsync(CancellationToken cancel)
    {
        var takenAt = clock.GetUtcNow();
        var sections = await device.TakeInventoryAsync(cancel);
        if (Interlocked.Exchange(ref _whole, false))
            acknowledged.Forget();
        var known = acknowledged.Load();

        // Twice at the most: once as differences, once more for what the server could not add up.
        for (var round = 0; round < 2; round++)
        {
            var changes = sections
                .Select(section => InventoryDifference.Of(section.Key, section.Value, known.GetValueOrDefault(section.Key)))
                .OfType<SectionChange>().ToList();
            if (changes.Count == 0)
                break;
            var answer = await server.SendInventoryAsync(new InventoryUpdate(takenAt, changes), cancel);
            foreach (var change in changes)
                known[change.Section] = AcknowledgedInventory.Fingerprints(sections[change.Section]);
            foreach (var section in answer.Resend ?? [])
                known.Remove(section);
            acknowledged.Save(known);
            log.Info($"inventory sent: {string.Join(", ", changes.Select(c => $"{c.Section} ({c.Set.Count + c.Removed.Count})"))}");
        }
        condition.InventorySent();
    }
}
