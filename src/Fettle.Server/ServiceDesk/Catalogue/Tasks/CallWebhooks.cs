using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Catalogue.Tasks;

/// <summary>
/// Calls in the background what does tasks by itself. A call is begun in one transaction and its outcome written in another: what ends the server in between
/// has it called again, so whoever is called may be told twice, with the same <c>X-Fettle-Delivery</c>.
/// </summary>
internal sealed class CallWebhooks(IServiceScopeFactory scopes, CallWebhook call, TimeProvider clock, ILogger<CallWebhooks> log) : BackgroundService
{
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(5);

    /// <summary>How long a call that was begun is not begun by another.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>How long to wait before the next try; after the last it failed.</summary>
    private static readonly TimeSpan[] Waits = [TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(4)];

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
                log.LogError(e, "Tasks' webhooks cannot be called; trying again");
            }
        }
    }

    /// <summary>False where none is due.</summary>
    internal async Task<bool> NextAsync(CancellationToken cancel)
    {
        if (await BeginAsync(cancel) is not { } begun)
            return false;
        var failure = await call.RunAsync(begun, cancel);
        await using var scope = NewScope();
        var db = scope.ServiceProvider.GetRequiredService<FettleDb>();
        if (failure is null || begun.Calls > Waits.Length)
            await scope.ServiceProvider.GetRequiredService<EndTask>().RunAsync(begun.TaskId, failure, cancel);
        else if (await db.RequestTasks.SingleOrDefaultAsync(t => t.Id == begun.TaskId && t.State == TaskState.Running, cancel) is { } task)
        {
            task.CallAgain(clock.GetUtcNow() + Waits[begun.Calls - 1], failure);
            await db.SaveChangesAsync(cancel);
        }
        return true;
    }

    private async Task<CallWebhook.Begun?> BeginAsync(CancellationToken cancel)
    {
        await using var scope = NewScope();
        var (db, now) = (scope.ServiceProvider.GetRequiredService<FettleDb>(), clock.GetUtcNow());
        // A look without a lock first: an idle server takes no write lock every few seconds.
        if (!await db.RequestTasks.AnyAsync(t => t.NextCallAt <= now, cancel))
            return null;
        CallWebhook.Begun? begun = null;
        await db.InTransactionAsync(
            async () =>
            {
                var due = db.Database.IsNpgsql()
                    ? db.RequestTasks.FromSql($"SELECT * FROM catalogue_tasks WHERE next_call_at <= {now} ORDER BY next_call_at LIMIT 1 FOR UPDATE SKIP LOCKED")
                    : db.RequestTasks.Where(t => t.NextCallAt <= now).OrderBy(t => t.NextCallAt).Take(1);
                if ((await due.ToListAsync(cancel)).FirstOrDefault() is not { } task)
                    return;
                task.Call(now + Lease);
                var request = await db.CatalogueRequests.AsNoTracking().SingleAsync(r => r.TicketId == task.TicketId, cancel);
                begun = await CallWebhook.Begun.OfAsync(db, task, request, cancel);
                await db.SaveChangesAsync(cancel);
            },
            cancel);
        return begun;
    }

    private AsyncServiceScope NewScope()
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OrganisationScope>().SeeEverything();
        scope.ServiceProvider.GetRequiredService<Actor>().Doing = nameof(CallWebhooks);
        return scope;
    }
}
