using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Catalogue.Approvals;

/// <summary>Looks in the background for approvals that are to be reminded of or whose time is over. What was due while the server was away is done when it is back.</summary>
internal sealed class WatchApprovals(IServiceScopeFactory scopes, TimeProvider clock, ILogger<WatchApprovals> log) : BackgroundService
{
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var turn = new PeriodicTimer(Turn, clock);
        while (await turn.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await NextAsync(stoppingToken))
                {
                    // Until none is due.
                }
            }
            catch (Exception e) when (DatabaseTrouble.Is(e))
            {
                log.LogError(e, "Approvals cannot be looked after; trying again");
            }
        }
    }

    /// <summary>False where none is due.</summary>
    internal async Task<bool> NextAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OrganisationScope>().SeeEverything();
        scope.ServiceProvider.GetRequiredService<Actor>().Doing = nameof(WatchApprovals);
        var db = scope.ServiceProvider.GetRequiredService<FettleDb>();
        var (done, now) = (false, clock.GetUtcNow());
        // A look without a lock first: an idle server takes no write lock at every turn.
        if (await db.Approvals.AnyAsync(a => a.NextLookAt <= now, cancel))
            await db.InTransactionAsync(async () => done = await scope.ServiceProvider.GetRequiredService<TakeLook>().RunAsync(cancel), cancel);
        return done;
    }
}
