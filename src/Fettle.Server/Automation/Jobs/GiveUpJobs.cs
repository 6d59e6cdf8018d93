using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Automation.Jobs;

/// <summary>Ends jobs that were not begun in time, or that nothing was heard of for too long.</summary>
internal sealed class GiveUpJobs(IServiceScopeFactory scopes, TimeProvider clock, ILogger<GiveUpJobs> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);
    private const int AtOnce = 500;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception e) when (DatabaseTrouble.Is(e))
            {
                log.LogError(e, "Jobs cannot be given up; trying again");
            }
        }
    }

    internal async Task RunAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OrganisationScope>().SeeEverything();
        scope.ServiceProvider.GetRequiredService<Actor>().Doing = "GiveUpJobs";
        var db = scope.ServiceProvider.GetRequiredService<FettleDb>();

        var silent = now - Job.Patience;
        var late = await db.Jobs
            .Where(j => (j.ExpiresAt <= now && (j.Status == JobStatus.WaitingForApproval || j.Status == JobStatus.Queued))
                || (j.Status == JobStatus.Sent && j.ExpiresAt <= silent)
                || (j.Status == JobStatus.Running && j.StartedAt <= silent))
            .OrderBy(j => j.ExpiresAt).Take(AtOnce).ToListAsync(cancel);
        foreach (var job in late.Where(j => j.GiveUp(now)))
            db.Changed(job);
        await db.SaveChangesAsync(cancel);
    }
}
