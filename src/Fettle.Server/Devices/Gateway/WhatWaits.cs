using Fettle.Protocol;
using Fettle.Server.Automation;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Devices.Gateway;

/// <summary>What there is to tell a device: jobs to fetch, jobs to stop, an inventory to send.</summary>
internal sealed class WhatWaits(FettleDb db, IJobs jobs)
{
    public async Task<AgentNudge> ForAsync(long device, CancellationToken cancel)
    {
        var inventory = await db.Sightings.AnyAsync(s => s.DeviceId == device && s.InventoryWanted, cancel);
        var (waiting, cancelled) = await jobs.WaitingForAsync(device, cancel);
        return new(waiting, cancelled.Count > 0 ? cancelled : null, inventory);
    }

    public static bool IsNothing(AgentNudge nudge) => nudge is { JobsWaiting: false, Cancel: null, InventoryWanted: false };
}
