using Fettle.Server.Platform.Background;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Automation.Jobs;

/// <summary>Ends jobs that were not begun in time, or that nothing was heard of for too long.</summary>
internal sealed class GiveUpJobs(IServiceScopeFactory scopes, TimeProvider clock, ILogger<GiveUpJobs> log)
    : InTurns(scopes, clock, TimeSpan.FromSeconds(30), log)
{
    private const int AtOnce = 500;

    protected override async Task<bool> NextAsync(IServiceProvider services, CancellationToken cancel)
    {
        var (db, now) = (services.GetRequiredService<FettleDb>(), Clock.GetUtcNow());
        var silent = now - Job.Patience;
        var late = await db.Jobs
            .Where(j => (j.ExpiresAt <= now && (j.Status == JobStatus.WaitingForApproval || j.Status == JobStatus.Queued))
                || (j.Status == JobStatus.Sent && j.ExpiresAt <= silent)
                || (j.Status == JobStatus.Running && j.StartedAt <= silent))
            .OrderBy(j => j.ExpiresAt).Take(AtOnce).ToListAsync(cancel);
        var given = late.FindAll(j => j.GiveUp(now));
        given.ForEach(job => db.Changed(job));
        await db.SaveChangesAsync(cancel);
        return given.Count == AtOnce;
    }
}
