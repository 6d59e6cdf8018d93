using Fettle.Server.Platform.Background;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.People.Sessions;

/// <summary>Once an hour takes away sessions that are over. They open nothing any more; they are only in the way.</summary>
internal sealed class SweepSessions(IServiceScopeFactory scopes, SessionSettings settings, TimeProvider clock, ILogger<SweepSessions> log)
    : InTurns(scopes, clock, TimeSpan.FromHours(1), log)
{
    protected override async Task<bool> NextAsync(IServiceProvider services, CancellationToken cancel)
    {
        var (db, now) = (services.GetRequiredService<FettleDb>(), Clock.GetUtcNow());
        var idleSince = now - settings.Idle;
        await db.Sessions.Where(s => s.EndsAt <= now || s.LastSeenAt <= idleSince).ExecuteDeleteAsync(cancel);
        return false;
    }
}
