using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Mail.Mailboxes;

/// <summary>
/// Sees to it that every mailbox is fetched, by one replica: who has its lease fetches it, renews the lease in time, and ends when the mailbox was changed,
/// paused or deleted, or the lease has gone to another.
/// </summary>
internal sealed class FetchMail(IServiceScopeFactory scopes, IServiceProvider services, MailboxChanges changes, TimeProvider clock, ILogger<FetchMail> log) : BackgroundService
{
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(40);

    private readonly string _process = $"{Guid.NewGuid():N}";
    private readonly Dictionary<long, Fetching> _running = [];
    private bool _begun;

    private sealed record Fetching(long Revision, CancellationTokenSource Cancel, Task Task);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                try
                {
                    await TurnAsync(stoppingToken);
                }
                catch (Exception e) when (!stoppingToken.IsCancellationRequested)
                {
                    // Without a lease nobody fetches: another replica may think that it is free.
                    await EndAsync([.. _running.Keys]);
                    log.LogError(e, "The leases of mailboxes cannot be renewed; trying again");
                }
                await WaitAsync(stoppingToken);
            }
        }
        finally
        {
            await EndAsync([.. _running.Keys]);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await using var scope = EverythingScope();
        await scope.ServiceProvider.GetRequiredService<FettleDb>().MailboxStates.Where(s => s.LeasedBy == _process)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.LeasedUntil, (DateTimeOffset?)null), cancellationToken);
    }

    private async Task TurnAsync(CancellationToken cancel)
    {
        var mine = await LeaseAsync(cancel);
        await EndAsync([.. _running.Where(r => r.Value.Task.IsCompleted || !mine.Exists(m => m.Id == r.Key && m.Revision == r.Value.Revision)).Select(r => r.Key)]);
        foreach (var mailbox in mine.Where(m => !_running.ContainsKey(m.Id)))
        {
            var end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            var fetch = ActivatorUtilities.CreateInstance<FetchMailbox>(services);
            _running[mailbox.Id] = new(mailbox.Revision, end, Task.Run(() => fetch.RunAsync(mailbox, end.Token), CancellationToken.None));
        }
    }

    /// <summary>The mailboxes that are ours for the time of a lease.</summary>
    private async Task<List<Mailbox>> LeaseAsync(CancellationToken cancel)
    {
        await using var scope = EverythingScope();
        var (db, now) = (scope.ServiceProvider.GetRequiredService<FettleDb>(), clock.GetUtcNow());
        var wanted = await db.Mailboxes.AsNoTracking().Where(m => m.Host != null && m.PausedAt == null).ToListAsync(cancel);
        if (wanted.Count == 0)
            return [];
        // SQLite serves one process: whoever else has a lease was killed.
        var alone = !_begun && db.Database.IsSqlite();
        var (ids, until) = (wanted.ConvertAll(m => m.Id), now + Lease);
        await db.MailboxStates.Where(s => ids.Contains(s.MailboxId) && (alone || s.LeasedBy == _process || s.LeasedUntil == null || s.LeasedUntil < now))
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.LeasedBy, _process).SetProperty(x => x.LeasedUntil, until), cancel);
        _begun = true;
        var mine = await db.MailboxStates.Where(s => s.LeasedBy == _process && s.LeasedUntil == until).Select(s => s.MailboxId).ToListAsync(cancel);
        return wanted.FindAll(m => mine.Contains(m.Id));
    }

    private async Task EndAsync(List<long> mailboxes)
    {
        var ending = mailboxes.ConvertAll(id => _running[id]);
        mailboxes.ForEach(id => _running.Remove(id));
        foreach (var fetching in ending)
            await fetching.Cancel.CancelAsync();
        foreach (var fetching in ending)
        {
            await Task.WhenAny(fetching.Task);
            if (fetching.Task.Exception is { } failure)
                log.LogError(failure, "A mailbox is no longer fetched; it is begun again at the next turn");
            fetching.Cancel.Dispose();
        }
    }

    private async Task WaitAsync(CancellationToken cancel)
    {
        using var turn = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        turn.CancelAfter(Turn);
        try
        {
            await changes.NextAsync(turn.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // Its turn has come with no mailbox changed.
        }
    }

    private AsyncServiceScope EverythingScope()
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OrganisationScope>().SeeEverything();
        scope.ServiceProvider.GetRequiredService<Actor>().Doing = nameof(FetchMail);
        return scope;
    }
}
