using Fettle.Server.Platform.Background;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Catalogue.Tasks;

/// <summary>
/// Calls in the background what does tasks by itself. A call is begun in one transaction and its outcome written in another: what ends the server in between
/// has it called again, so whoever is called may be told twice, with the same <c>X-Fettle-Delivery</c>.
/// </summary>
internal sealed class CallWebhooks(IServiceScopeFactory scopes, CallWebhook call, TimeProvider clock, ILogger<CallWebhooks> log)
    : InTurns(scopes, clock, TimeSpan.FromSeconds(5), log)
{
    /// <summary>How long a call that was begun is not begun by another.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>How long to wait before the next try; after the last it failed.</summary>
    private static readonly TimeSpan[] Waits = [TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(4)];

    protected override async Task<bool> NextAsync(IServiceProvider services, CancellationToken cancel)
    {
        var db = services.GetRequiredService<FettleDb>();
        if (await BeginAsync(db, cancel) is not { } begun)
            return false;
        var failure = await call.RunAsync(begun, cancel);
        // What was known before the call may be old by now.
        db.ChangeTracker.Clear();
        if (failure is null || begun.Calls > Waits.Length)
            await services.GetRequiredService<EndTask>().RunAsync(begun.TaskId, failure, cancel);
        else if (await db.RequestTasks.SingleOrDefaultAsync(t => t.Id == begun.TaskId && t.State == TaskState.Running, cancel) is { } task)
        {
            task.CallAgain(Clock.GetUtcNow() + Waits[begun.Calls - 1], failure);
            await db.SaveChangesAsync(cancel);
        }
        return true;
    }

    private async Task<CallWebhook.Begun?> BeginAsync(FettleDb db, CancellationToken cancel)
    {
        var now = Clock.GetUtcNow();
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
}
