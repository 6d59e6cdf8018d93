using Fettle.Server.Platform.Background;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Catalogue.Approvals;

/// <summary>Looks in the background for approvals that are to be reminded of or whose time is over. What was due while the server was away is done when it is back.</summary>
internal sealed class WatchApprovals(IServiceScopeFactory scopes, TimeProvider clock, ILogger<WatchApprovals> log)
    : InTurns(scopes, clock, TimeSpan.FromSeconds(30), log)
{
    protected override async Task<bool> NextAsync(IServiceProvider services, CancellationToken cancel)
    {
        var db = services.GetRequiredService<FettleDb>();
        var (done, now) = (false, Clock.GetUtcNow());
        if (await db.Approvals.AnyAsync(a => a.NextLookAt <= now, cancel))
            await db.InTransactionAsync(async () => done = await services.GetRequiredService<TakeLook>().RunAsync(cancel), cancel);
        return done;
    }
}
