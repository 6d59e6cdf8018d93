using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;

namespace Fettle.Server.ServiceDesk.Promises.Recomputing;

/// <summary>Works off ordered recomputations in the background, a batch and a transaction at a time, so that nobody waits for long meanwhile.</summary>
internal sealed class RecomputeTargets(IServiceScopeFactory scopes, TimeProvider clock, ILogger<RecomputeTargets> log) : BackgroundService
{
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var turn = new PeriodicTimer(Turn, clock);
        while (await turn.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await NextBatchAsync(stoppingToken))
                {
                    // Until nothing is ordered.
                }
            }
            catch (Exception e) when (DatabaseTrouble.Is(e))
            {
                log.LogError(e, "Due times cannot be recomputed; trying again");
            }
        }
    }

    /// <summary>False where nothing is ordered.</summary>
    internal async Task<bool> NextBatchAsync(CancellationToken cancel)
    {
        // Each batch reads for itself what is in force now, and remembers nothing of the one before.
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OrganisationScope>().SeeEverything();
        scope.ServiceProvider.GetRequiredService<Actor>().Doing = nameof(RecomputeTargets);
        var (db, batch) = (scope.ServiceProvider.GetRequiredService<FettleDb>(), scope.ServiceProvider.GetRequiredService<RecomputeBatch>());
        var more = false;
        if (await batch.IsOrderedAsync(cancel))
            await db.InTransactionAsync(async () => more = await batch.RunAsync(cancel), cancel);
        return more;
    }
}
