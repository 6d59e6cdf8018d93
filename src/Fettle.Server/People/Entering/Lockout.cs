using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.People.Entering;

/// <summary>
/// Slows guessing at one name: from the fifth failure on it is locked for a minute, then two, four, up to a quarter of an hour. A try is counted before
/// it is checked, so that many at once gain nothing; what lets somebody in clears the count.
/// </summary>
internal sealed class Lockout(FettleDb db, TimeProvider clock)
{
    public const int FailuresAllowed = 5;
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Forgotten = TimeSpan.FromHours(1);

    /// <summary>Counts a try. Null where it may go on; else how long to wait.</summary>
    public async Task<TimeSpan?> BeginAsync(string name, CancellationToken cancel)
    {
        var (hash, now) = (Secrets.Hash(name), clock.GetUtcNow());
        TimeSpan? wait = null;
        await db.InTransactionAsync(
            async () =>
            {
                await db.SignInAttempts.Where(a => a.LastAt < now - Forgotten).ExecuteDeleteAsync(cancel);
                await db.Database.ExecuteSqlAsync($"INSERT INTO sign_in_attempts (name_hash, failures) VALUES ({hash}, 0) ON CONFLICT DO NOTHING", cancel);
                var mine = db.SignInAttempts.Where(a => a.NameHash == hash);
                var counted = await mine.Where(a => a.LockedUntil == null || a.LockedUntil <= now).ExecuteUpdateAsync(
                    s => s.SetProperty(a => a.Failures, a => a.Failures + 1).SetProperty(a => a.LastAt, now), cancel);
                var state = await mine.AsNoTracking().SingleAsync(cancel);
                if (counted == 0)
                    wait = state.LockedUntil - now;
                else if (state.Failures >= FailuresAllowed)
                    await mine.ExecuteUpdateAsync(s => s.SetProperty(a => a.LockedUntil, now + LockAfter(state.Failures)), cancel);
            },
            cancel);
        return wait;
    }

    /// <summary>It let somebody in.</summary>
    public Task ClearAsync(string name, CancellationToken cancel)
    {
        var hash = Secrets.Hash(name);
        return db.SignInAttempts.Where(a => a.NameHash == hash).ExecuteDeleteAsync(cancel);
    }

    /// <summary>The try was neither right nor wrong: it only lacks the second factor. The count before it stays, or a known password would buy endless guesses at codes.</summary>
    public Task TakeBackAsync(string name, CancellationToken cancel)
    {
        var hash = Secrets.Hash(name);
        return db.SignInAttempts.Where(a => a.NameHash == hash).ExecuteUpdateAsync(
            s => s.SetProperty(a => a.Failures, a => a.Failures - 1).SetProperty(a => a.LockedUntil, (DateTimeOffset?)null), cancel);
    }

    internal static TimeSpan LockAfter(int failures)
    {
        var wait = First * Math.Pow(2, Math.Min(failures - FailuresAllowed, 10));
        return wait < Longest ? wait : Longest;
    }
}
