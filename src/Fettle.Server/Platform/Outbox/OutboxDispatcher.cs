using System.Text.Json;
using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Platform.Outbox;

/// <summary>
/// Delivers the outbox. A message is taken, heard and removed in one transaction, so a crash at any point leaves it either untouched or done.
/// Replicas share the work through row locks (PostgreSQL) or the single writer (SQLite).
/// </summary>
internal sealed class OutboxDispatcher(IServiceScopeFactory scopes, OutboxRoutes routes, TimeProvider clock, ILogger<OutboxDispatcher> log) : BackgroundService
{
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(1);
    private const int TriesBeforeRest = 12;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await DeliverNextAsync(stoppingToken))
                {
                    // Until nothing is due.
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(e, "The outbox cannot be read or written; trying again");
            }
            await routes.WaitAsync(Turn, stoppingToken);
        }
    }

    /// <summary>False where no message is due.</summary>
    internal async Task<bool> DeliverNextAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<FettleDb>();

        // A look without a lock first: an idle server should not take SQLite's one write lock every second.
        if (!await db.Set<OutboxMessage>().AnyAsync(m => m.NextTryAt <= now, cancel))
            return false;

        OutboxMessage? message = null;
        try
        {
            await db.InTransactionAsync(
                async () =>
                {
                    message = await TakeAsync(db, now, cancel);
                    if (message is null)
                        return;
                    await HearAsync(scope.ServiceProvider, message, cancel);
                    await db.Set<OutboxMessage>().Where(m => m.Id == message.Id).ExecuteDeleteAsync(cancel);
                },
                cancel);
            return message is not null;
        }
        catch (Exception e) when (message is not null && e is not OperationCanceledException)
        {
            log.LogError(e, "{Listener} failed on message {Id}", message.Listener, message.Id);
            await PutOffAsync(message, e, cancel);
            return true;
        }
    }

    private static Task<OutboxMessage?> TakeAsync(FettleDb db, DateTimeOffset now, CancellationToken cancel)
    {
        var due = db.Database.IsNpgsql()
            ? db.Set<OutboxMessage>().FromSql($"SELECT * FROM outbox WHERE next_try_at <= {now} ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED")
            : db.Set<OutboxMessage>().Where(m => m.NextTryAt <= now).OrderBy(m => m.Id).Take(1);
        return due.AsNoTracking().FirstOrDefaultAsync(cancel);
    }

    private async Task HearAsync(IServiceProvider services, OutboxMessage message, CancellationToken cancel)
    {
        var route = routes.Find(message.Listener)
            ?? throw new InvalidOperationException($"No listener is called {message.Listener}: the program is older than its database, or the listener was renamed.");
        var @event = (IEvent)JsonSerializer.Deserialize(message.Payload, route.Event)!;

        services.GetRequiredService<Actor>().Doing = route.Name;
        var organisations = services.GetRequiredService<OrganisationScope>();
        if (@event.OrganisationId is { } one)
            organisations.LimitTo([one]);
        else
            organisations.SeeEverything();
        await route.HearAsync(services, @event, cancel);
    }

    private async Task PutOffAsync(OutboxMessage message, Exception why, CancellationToken cancel)
    {
        // 1 s, 2 s, 4 s … and after a dozen tries once an hour: never dropped, never in the way.
        var tries = message.Tries + 1;
        var wait = tries > TriesBeforeRest ? TimeSpan.FromHours(1) : TimeSpan.FromSeconds(Math.Pow(2, tries - 1));
        var next = clock.GetUtcNow() + wait;
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<FettleDb>().Set<OutboxMessage>().Where(m => m.Id == message.Id).ExecuteUpdateAsync(
            s => s.SetProperty(m => m.Tries, tries).SetProperty(m => m.NextTryAt, next).SetProperty(m => m.LastError, why.Message), cancel);
    }
}
