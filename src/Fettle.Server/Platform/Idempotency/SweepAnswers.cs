using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Platform.Idempotency;

/// <summary>Once an hour forgets the answers that are older than a day.</summary>
internal sealed class SweepAnswers(IServiceScopeFactory scopes, TimeProvider clock, ILogger<SweepAnswers> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var turn = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        while (await turn.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var before = clock.GetUtcNow() - KeptAnswers.KeptFor;
                await scope.ServiceProvider.GetRequiredService<FettleDb>().Set<IdempotentRequest>().Where(r => r.At < before).ExecuteDeleteAsync(stoppingToken);
            }
            catch (Exception e) when (DatabaseTrouble.Is(e))
            {
                log.LogError(e, "Old answers cannot be forgotten just now; trying again in an hour");
            }
        }
    }
}
