using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Devices.Gateway;

/// <summary>Keeps this replica's lease alive and learns of the others'. In the same turn, now and then, writes down that who is connected was seen.</summary>
internal sealed class RenewLease(
    IServiceScopeFactory scopes, Connections connections, LivePresence presence, TimeProvider clock, ILogger<RenewLease> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        var (first, seen) = (true, clock.GetUtcNow());
        do
        {
            try
            {
                await RenewAsync(first, stoppingToken);
                first = false;
                if (clock.GetUtcNow() - seen < SeenEvery)
                    continue;
                await WriteSeenAsync(stoppingToken);
                seen = clock.GetUtcNow();
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(e, "The gateway's lease cannot be renewed; trying again");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await WriteSeenAsync(cancellationToken, ends: true);
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<FettleDb>().Gateways.Where(g => g.Id == connections.Gateway).ExecuteDeleteAsync(cancellationToken);
    }

    private async Task RenewAsync(bool first, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<FettleDb>();

        // SQLite serves one process: whoever else has a lease was killed.
        if (first && db.Database.IsSqlite())
            await db.Gateways.ExecuteDeleteAsync(cancel);

        if (await db.Gateways.Where(g => g.Id == connections.Gateway).ExecuteUpdateAsync(g => g.SetProperty(x => x.AliveUntil, now + Lease), cancel) == 0)
        {
            db.Add(new GatewayLease { Id = connections.Gateway, AliveUntil = now + Lease });
            await db.SaveChangesAsync(cancel);
            var longDead = now - TimeSpan.FromDays(1);
            await db.Gateways.Where(g => g.AliveUntil < longDead).ExecuteDeleteAsync(cancel);
        }
        presence.OthersAre(await db.Gateways.Where(g => g.AliveUntil > now).Select(g => g.Id).ToListAsync(cancel));
    }

    private async Task WriteSeenAsync(CancellationToken cancel, bool ends = false)
    {
        var now = clock.GetUtcNow();
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OrganisationScope>().SeeEverything();
        await scope.ServiceProvider.GetRequiredService<FettleDb>().Sightings
            .Where(s => s.ConnectedTo == connections.Gateway).ExecuteUpdateAsync(s => s.SetProperty(x => x.LastSeenAt, now).SetProperty(x => x.ConnectedTo, x => ends ? null : x.ConnectedTo), cancel);
    }
}
