using Fettle.Server.Devices;
using Fettle.Server.Platform.Outbox;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Automation.Jobs;

/// <summary>A device that is retired does nothing any more: what waits for it ends.</summary>
internal sealed class CancelJobsOfRetiredDevice(FettleDb db, TimeProvider clock) : IListenTo<DeviceRetired>
{
    public async Task HearAsync(DeviceRetired @event, CancellationToken cancel)
    {
        var open = await db.Jobs
            .Where(j => j.DeviceId == @event.DeviceId
                && (j.Status == JobStatus.WaitingForApproval || j.Status == JobStatus.Queued || j.Status == JobStatus.Sent || j.Status == JobStatus.Running))
            .ToListAsync(cancel);
        foreach (var job in open)
        {
            job.CancelForGood("The device was retired.", clock.GetUtcNow());
            db.Changed(job);
        }
        await db.SaveChangesAsync(cancel);
    }
}
