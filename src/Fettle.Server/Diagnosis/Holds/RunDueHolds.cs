using Fettle.Protocol;
using Fettle.Server.Automation;
using Fettle.Server.Devices;
using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Diagnosis.Holds;

/// <summary>Looks again when a hold's time has come. A device that is off looks when it is back, within a week.</summary>
internal sealed class RunDueHolds(IServiceScopeFactory scopes, TimeProvider clock, ILogger<RunDueHolds> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan WaitsForDevice = TimeSpan.FromDays(7);
    private const int AtOnce = 100;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(e, "Holds that are due cannot be run; trying again");
            }
        }
    }

    internal async Task RunAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await using var scope = NewScope();
        var due = await scope.ServiceProvider.GetRequiredService<FettleDb>().Holds.AsNoTracking()
            .Where(h => h.Status == HoldStatus.Waiting && h.DueAt <= now).OrderBy(h => h.DueAt).Take(AtOnce).Select(h => h.Id).ToListAsync(cancel);
        foreach (var id in due)
        {
            try
            {
                await LookAsync(id, now, cancel);
            }
            catch (DbUpdateConcurrencyException)
            {
                // Another replica looks, or the ticket was opened again in this moment.
            }
        }
    }

    private async Task LookAsync(long id, DateTimeOffset now, CancellationToken cancel)
    {
        await using var scope = NewScope();
        var (db, jobs) = (scope.ServiceProvider.GetRequiredService<FettleDb>(), scope.ServiceProvider.GetRequiredService<IJobs>());
        await db.InTransactionAsync(
            async () =>
            {
                var hold = await db.Holds.FirstAsync(h => h.Id == id, cancel);
                if (hold.Status != HoldStatus.Waiting)
                    return;
                if ((await scope.ServiceProvider.GetRequiredService<IDevices>().InServiceAsync([hold.DeviceId], cancel)).Count == 0)
                    hold.End(HoldStatus.Cancelled, "The device was retired.", now);
                else
                    hold.Look(await jobs.StartAsync(await OrderAsync(db, hold, now, cancel), cancel));
                await db.SaveChangesAsync(cancel);
            },
            cancel);
    }

    private static async Task<NewJob> OrderAsync(FettleDb db, Hold hold, DateTimeOffset now, CancellationToken cancel) => new(
        hold.DeviceId, hold.OrganisationId, JobKind.Verify, $"Is {hold.Cause} still gone after {hold.After}? (ticket {hold.TicketNumber})", TimeLimit, now + WaitsForDevice,
        NeedsApproval: false, PersonId: null)
    {
        Causes = [hold.Cause],
        Symptom = await db.RemedyRuns.Where(r => r.Id == hold.RemedyRunId).Select(r => r.Symptom).FirstOrDefaultAsync(cancel),
    };

    private AsyncServiceScope NewScope()
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OrganisationScope>().SeeEverything();
        scope.ServiceProvider.GetRequiredService<Actor>().Doing = nameof(RunDueHolds);
        return scope;
    }
}
