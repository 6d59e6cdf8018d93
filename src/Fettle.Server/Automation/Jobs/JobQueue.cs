using Fettle.Server.Devices;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Automation.Jobs;

/// <summary>What other modules do with jobs.</summary>
internal sealed class JobQueue(FettleDb db, TimeProvider clock) : IJobs
{
    public async Task<long> StartAsync(NewJob asked, CancellationToken cancel)
    {
        var job = Job.Ask(asked, clock.GetUtcNow());
        await db.InTransactionAsync(
            async () =>
            {
                db.Add(job);
                db.Nudge("job", null, job.OrganisationId);
                db.Nudge(AgentTopics.Work, job.DeviceId, job.OrganisationId);
                await db.SaveChangesAsync(cancel);
            },
            cancel);
        return job.Id;
    }

    public async Task<IReadOnlyDictionary<long, JobState>> StatesAsync(IReadOnlyCollection<long> ids, CancellationToken cancel) => ids.Count == 0
        ? new Dictionary<long, JobState>()
        : await db.Jobs.Where(j => ids.Contains(j.Id))
            .Select(j => new JobState(j.Id, j.Status, j.StartedAt, j.FinishedAt, j.Error)).ToDictionaryAsync(j => j.Id, cancel);

    public Task<string?> ReportAsync(long job, CancellationToken cancel) =>
        db.JobReports.Where(r => r.JobId == job).OrderByDescending(r => r.Attempt).Select(r => r.Json).FirstOrDefaultAsync(cancel);

    public async Task CancelAsync(long id, string because, CancellationToken cancel)
    {
        if (await db.Jobs.FirstOrDefaultAsync(j => j.Id == id, cancel) is not { AtItsEnd: false } job)
            return;
        job.Cancel(because, clock.GetUtcNow());
        db.Changed(job);
        await db.SaveChangesAsync(cancel);
    }

    public async Task<(bool Waiting, IReadOnlyList<long> Cancelled)> WaitingForAsync(long device, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        // A job that was cancelled after it was sent may have begun: the device is told for as long as it could still run.
        var open = await db.Jobs
            .Where(j => j.DeviceId == device && !j.Reported && j.ExpiresAt > now
                && (j.Status == JobStatus.Queued || j.Status == JobStatus.Sent || j.Status == JobStatus.Running || (j.Status == JobStatus.Cancelled && j.SentAt != null)))
            .Select(j => new { j.Id, j.Status, j.CancelAskedAt }).ToListAsync(cancel);
        return (open.Exists(j => j.Status is JobStatus.Queued or JobStatus.Sent), [.. open.Where(j => j.CancelAskedAt != null).Select(j => j.Id)]);
    }
}
