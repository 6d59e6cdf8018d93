using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.OnCall.Alerts;

/// <summary>Sees in the background that alerts are told to one after the other until somebody answers.</summary>
internal sealed class TellOnCall(IServiceScopeFactory scopes, TimeProvider clock, ILogger<TellOnCall> log) : BackgroundService
{
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var turn = new PeriodicTimer(Turn, clock);
        while (await turn.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await NextAsync(stoppingToken))
                {
                    // Until nobody is to be told.
                }
            }
            catch (Exception e) when (DatabaseTrouble.Is(e))
            {
                log.LogError(e, "Whoever is on call cannot be told; trying again");
            }
        }
    }

    /// <summary>False where nobody is to be told.</summary>
    internal async Task<bool> NextAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OrganisationScope>().SeeEverything();
        scope.ServiceProvider.GetRequiredService<Actor>().Doing = nameof(TellOnCall);
        var db = scope.ServiceProvider.GetRequiredService<FettleDb>();
        var (told, now) = (false, clock.GetUtcNow());
        // A look without a lock first: an idle server takes no write lock every few seconds.
        if (await db.Alerts.AnyAsync(a => a.NextAt <= now, cancel))
            await db.InTransactionAsync(async () => told = await scope.ServiceProvider.GetRequiredService<TellNext>().RunAsync(cancel), cancel);
        return await scope.ServiceProvider.GetRequiredService<SendTelling>().RunAsync(cancel) || told;
    }
}
