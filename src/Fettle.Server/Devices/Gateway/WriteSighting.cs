using System.Text.Json;
using Fettle.Protocol;
using Fettle.Server.Devices.Fleet;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Devices.Gateway;

/// <summary>Writes down that and how a device was seen, and who is at work on it.</summary>
internal sealed class WriteSighting(FettleDb db, TimeProvider clock)
{
    private const int MostAccounts = 200;

    /// <param name="onlineUntil">For a device that polls; null for one with a socket.</param>
    public Task StatusAsync(long device, long organisation, AgentStatus status, DateTimeOffset? onlineUntil, CancellationToken cancel) =>
        db.InTransactionAsync(
            async () =>
            {
                var now = clock.GetUtcNow();
                var users = JsonSerializer.Serialize(status.UsersAtWork, JsonSerializerOptions.Web);
                await db.Sightings.Where(s => s.DeviceId == device).ExecuteUpdateAsync(
                    s => s.SetProperty(x => x.LastSeenAt, now)
                        .SetProperty(x => x.OnlineUntil, onlineUntil)
                        .SetProperty(x => x.BootedAt, status.BootedAt)
                        .SetProperty(x => x.MetricsAt, status.MetricsAt)
                        .SetProperty(x => x.Load1, status.Load1)
                        .SetProperty(x => x.MemoryUsed, status.MemoryUsed)
                        .SetProperty(x => x.RootDiskUsed, status.RootDiskUsed)
                        .SetProperty(x => x.UsersAtWork, users),
                    cancel);
                await WriteUsersAsync(device, organisation, status, now, cancel);
                db.Nudge("device", device, organisation);
            },
            cancel);

    private async Task WriteUsersAsync(long device, long organisation, AgentStatus status, DateTimeOffset now, CancellationToken cancel)
    {
        var present = status.UsersAtWork.Select(u => u.Name.ToLowerInvariant()).ToHashSet();
        var known = await db.UsersOfDevices.Where(u => u.DeviceId == device).ToListAsync(cancel);
        foreach (var user in known)
        {
            if (present.Remove(user.Account))
                (user.AtWork, user.LastAt) = (true, now);
            else if (user.AtWork)
                (user.AtWork, user.LastAt) = (false, now);
        }
        db.AddRange(present.Select(account => new UserOfDevice
        {
            OrganisationId = organisation,
            DeviceId = device,
            Account = account,
            AtWork = true,
            LastAt = now,
        }));
        // A device that invents accounts pushes out its own oldest.
        db.RemoveRange(known.OrderByDescending(u => u.LastAt).Skip(MostAccounts - Math.Min(present.Count, MostAccounts)));
        await db.SaveChangesAsync(cancel);
    }
}
