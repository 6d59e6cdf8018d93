using Fettle.Server.Platform.Background;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.OnCall.Alerts;

/// <summary>Sees in the background that alerts are told to one after the other until somebody answers.</summary>
internal sealed class TellOnCall(IServiceScopeFactory scopes, TimeProvider clock, ILogger<TellOnCall> log)
    : InTurns(scopes, clock, TimeSpan.FromSeconds(5), log)
{
    protected override async Task<bool> NextAsync(IServiceProvider services, CancellationToken cancel)
    {
        var db = services.GetRequiredService<FettleDb>();
        var (told, now) = (false, Clock.GetUtcNow());
        if (await db.Alerts.AnyAsync(a => a.NextAt <= now, cancel))
            await db.InTransactionAsync(async () => told = await services.GetRequiredService<TellNext>().RunAsync(cancel), cancel);
        return await services.GetRequiredService<SendTelling>().RunAsync(cancel) || told;
    }
}
