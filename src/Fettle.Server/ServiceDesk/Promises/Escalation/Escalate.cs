using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Promises.Escalation;

/// <summary>Looks in the background for targets whose next step is due. What was due while the server was away is taken when it is back, in order.</summary>
internal sealed class Escalate(IServiceScopeFactory scopes, TimeProvider clock, ILogger<Escalate> log) : BackgroundService
{
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(10);

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
                log.LogError(e, "Escalation steps cannot be taken; trying again");
            }
        }
    }

    /// <summary>False where none is due.</summary>
    internal async Task<bool> NextAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OrganisationScope>().SeeEverything();
        scope.ServiceProvider.GetRequiredService<Actor>().Doing = nameof(Escalate);
        var db = scope.ServiceProvider.GetRequiredService<FettleDb>();
        var (taken, now) = (false, clock.GetUtcNow());
        // A look without a lock first: an idle server takes no write lock every few seconds.
        if (await db.TicketTargets.AnyAsync(t => t.NextStepAt <= now, cancel))
            await db.InTransactionAsync(async () => taken = await scope.ServiceProvider.GetRequiredService<TakeStep>().RunAsync(cancel), cancel);
        return taken;
    }
}
