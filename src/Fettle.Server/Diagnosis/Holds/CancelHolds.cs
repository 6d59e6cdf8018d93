using Fettle.Server.Automation;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Diagnosis.Holds;

/// <summary>Ends holds that have not answered yet, and the jobs that look.</summary>
internal sealed class CancelHolds(IJobs jobs, TimeProvider clock)
{
    /// <remarks>The caller saves.</remarks>
    public async Task RunAsync(IQueryable<Hold> holds, string because, CancellationToken cancel)
    {
        foreach (var hold in await holds.Where(h => h.Status == HoldStatus.Waiting || h.Status == HoldStatus.Running).ToListAsync(cancel))
        {
            hold.End(HoldStatus.Cancelled, because, clock.GetUtcNow());
            if (hold.JobId is { } job)
                await jobs.CancelAsync(job, because, cancel);
        }
    }
}
