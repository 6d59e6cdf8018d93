using Fettle.Server.Platform.Background;
using Fettle.Server.Platform.Persistence;

namespace Fettle.Server.ServiceDesk.Promises.Recomputing;

/// <summary>Works off ordered recomputations in the background, a batch and a transaction at a time, so that nobody waits for long meanwhile.</summary>
internal sealed class RecomputeTargets(IServiceScopeFactory scopes, TimeProvider clock, ILogger<RecomputeTargets> log)
    : InTurns(scopes, clock, TimeSpan.FromSeconds(3), log)
{
    protected override async Task<bool> NextAsync(IServiceProvider services, CancellationToken cancel)
    {
        // Each batch reads for itself what is in force now, and remembers nothing of the one before.
        var (db, batch, more) = (services.GetRequiredService<FettleDb>(), services.GetRequiredService<RecomputeBatch>(), false);
        if (await batch.IsOrderedAsync(cancel))
            await db.InTransactionAsync(async () => more = await batch.RunAsync(cancel), cancel);
        return more;
    }
}
