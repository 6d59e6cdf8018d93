using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.People.Sessions;

/// <summary>Once an hour takes away sessions that are over. They open nothing any more; they are only in the way.</summary>
internal sealed class SweepSessions(IServiceScopeFactory scopes, SessionSettings settings, TimeProvider clock, ILogger<SweepSessions> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var turn = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        while (await turn.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception e) when (DatabaseTrouble.Is(e))
            {
                log.LogError(e, "Sessions that are over cannot be taken away; trying again in an hour");
            }
        }
    }

    internal async Task SweepAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (db, now) = (scope.ServiceProvider.GetRequiredService<FettleDb>(), clock.GetUtcNow());
        var idleSince = now - settings.Idle;
        await db.Sessions.Where(s => s.EndsAt <= now || s.LastSeenAt <= idleSince).ExecuteDeleteAsync(cancel);
    }
}
