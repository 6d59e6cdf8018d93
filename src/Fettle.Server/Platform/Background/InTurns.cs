using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;

namespace Fettle.Server.Platform.Background;

/// <summary>
/// Work that is looked for every so often, for as long as the server runs. What fails is logged and tried again at the next turn: one row that cannot be
/// worked on never ends the server. Look before you change something: on SQLite only one may write, and an idle server should not be that one.
/// </summary>
internal abstract class InTurns(IServiceScopeFactory scopes, TimeProvider clock, TimeSpan every, ILogger log) : BackgroundService
{
    protected TimeProvider Clock => clock;

    /// <summary>Does the next piece, and says whether there may be another one.</summary>
    /// <param name="services">A scope of this piece's own, which sees every organisation.</param>
    protected abstract Task<bool> NextAsync(IServiceProvider services, CancellationToken cancel);

    /// <summary>Does the next piece now. False where nothing is left to do.</summary>
    internal async Task<bool> NextAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OrganisationScope>().SeeEverything();
        scope.ServiceProvider.GetRequiredService<Actor>().Doing = GetType().Name;
        return await NextAsync(scope.ServiceProvider, cancel);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var turn = new PeriodicTimer(every, clock);
        while (await turn.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await NextAsync(stoppingToken))
                {
                    // Until nothing is left to do.
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(e, "{Work} failed, and is tried again in {Every}", GetType().Name, every);
            }
        }
    }
}
