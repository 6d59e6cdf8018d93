using Fettle.Server.Platform.Background;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Personal;

/// <summary>Twice a minute tells people of their reminders that have fallen due, each once, whichever replica comes first.</summary>
internal sealed class RemindPeople(IServiceScopeFactory scopes, TimeProvider clock, ILogger<RemindPeople> log)
    : InTurns(scopes, clock, TimeSpan.FromSeconds(30), log)
{
    private const int AtOnce = 200;

    protected override async Task<bool> NextAsync(IServiceProvider services, CancellationToken cancel)
    {
        var (db, now) = (services.GetRequiredService<FettleDb>(), Clock.GetUtcNow());
        var due = await db.Reminders.AsNoTracking().Where(r => r.ToldAt == null && r.DueAt <= now).OrderBy(r => r.DueAt).Take(AtOnce).ToListAsync(cancel);
        if (due.Count == 0)
            return false;
        var told = 0;
        await db.InTransactionAsync(
            async () =>
            {
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
        return told > 0;
    }
}
