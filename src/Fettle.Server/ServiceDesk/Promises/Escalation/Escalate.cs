using Fettle.Server.Platform.Background;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Promises.Escalation;

/// <summary>Looks in the background for targets whose next step is due. What was due while the server was away is taken when it is back, in order.</summary>
internal sealed class Escalate(IServiceScopeFactory scopes, TimeProvider clock, ILogger<Escalate> log)
    : InTurns(scopes, clock, TimeSpan.FromSeconds(10), log)
{
    protected override async Task<bool> NextAsync(IServiceProvider services, CancellationToken cancel)
    {
        var db = services.GetRequiredService<FettleDb>();
        var (taken, now) = (false, Clock.GetUtcNow());
        if (await db.TicketTargets.AnyAsync(t => t.NextStepAt <= now, cancel))
            await db.InTransactionAsync(async () => taken = await services.GetRequiredService<TakeStep>().RunAsync(cancel), cancel);
        return taken;
    }
}
