using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Personal;

/// <summary>Twice a minute tells people of their reminders that have fallen due, each once, whichever replica comes first.</summary>
internal sealed class RemindPeople(IServiceScopeFactory scopes, TimeProvider clock, ILogger<RemindPeople> log) : BackgroundService
{
    private const int AtOnce = 200;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var turn = new PeriodicTimer(TimeSpan.FromSeconds(30), clock);
        while (await turn.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await RemindNextAsync(stoppingToken) == AtOnce)
                {
                    // Until none is due.
                }
            }
            catch (Exception e) when (DatabaseTrouble.Is(e))
            {
                log.LogError(e, "Reminders cannot be told; trying again in half a minute");
            }
        }
    }

    /// <summary>How many were told.</summary>
    internal async Task<int> RemindNextAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OrganisationScope>().SeeEverything();
        scope.ServiceProvider.GetRequiredService<Actor>().Doing = nameof(RemindPeople);
        var (db, now) = (scope.ServiceProvider.GetRequiredService<FettleDb>(), clock.GetUtcNow());
        var told = 0;
        await db.InTransactionAsync(
            async () =>
            {
                var due = await db.Reminders.AsNoTracking().Where(r => r.ToldAt == null && r.DueAt <= now).OrderBy(r => r.DueAt).Take(AtOnce).ToListAsync(cancel);
                foreach (var reminder in due)
                {
                    // Another replica that was faster has told it: its row is no longer one to tell.
                    if (await db.Reminders.Where(r => r.Id == reminder.Id && r.ToldAt == null).ExecuteUpdateAsync(s => s.SetProperty(r => r.ToldAt, now), cancel) == 0)
                        continue;
                    db.Nudge("reminder", reminder.Id, reminder.OrganisationId, reminder.PersonId);
                    told++;
                }
            },
            cancel);
        return told;
    }
}
