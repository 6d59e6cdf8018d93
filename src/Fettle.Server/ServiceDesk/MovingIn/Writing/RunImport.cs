using System.Runtime.ExceptionServices;
using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.MovingIn.Model;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.MovingIn.Writing;

/// <summary>
/// Takes over what one run is about, from where it is. (1) The run is leased, so that one process works on it; (2) the other system is read a little
/// ahead, and (3) every batch is written with the place where reading goes on. What was read before the other system failed is written all the same.
/// </summary>
internal sealed class RunImport(IServiceScopeFactory scopes, OpenDesk desks, TimeProvider clock, ILogger<RunImport> log)
{
    private const int MostSteps = 25, MostFailures = 8;

    /// <summary>Of a batch: a ticket with a long conversation is one of its own.</summary>
    private const int MostMessages = 200;

    /// <summary>After so long without a word a process is taken for dead.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    private readonly string _owner = $"{Environment.MachineName}:{Guid.NewGuid():N}";

    /// <returns>False where it was not to be had.</returns>
    public async Task<bool> RunAsync(long id, CancellationToken cancel)
    {
        if (await LeaseAsync(id, cancel) is not { } run)
            return false;
        try
        {
            using var desk = desks.Open(run);
            await TakeOverAsync(run, desk, cancel);
        }
        catch (TryLater e)
        {
            await PutOffAsync(run.Id, e, cancel);
        }
        catch (CannotImport e)
        {
            await EndAsync(run.Id, e.Message, cancel);
        }
        catch (Exception e) when (DatabaseTrouble.Is(e))
        {
            await PutOffAsync(run.Id, new("The database could not write just now.", inner: e), cancel);
        }
        return true;
    }

    private async Task TakeOverAsync(ImportRun run, IAnotherDesk desk, CancellationToken cancel)
    {
        var (batch, weight, cut) = (new List<ReadyStep>(), 0, (ExceptionDispatchInfo?)null);
        await using var steps = desk.ReadAsync(run.Cursor, cancel).GetAsyncEnumerator(cancel);
        while (cut is null)
        {
            ReadyStep? ready = null;
            try
            {
                if (await steps.MoveNextAsync())
                    ready = await PrepareAsync(run, steps.Current, cancel);
            }
            catch (Exception e) when (e is TryLater or CannotImport)
            {
                cut = ExceptionDispatchInfo.Capture(e);
            }
            if (ready is not null)
            {
                batch.Add(ready);
                weight += 1 + (ready.Ticket?.Messages.Count ?? 0);
            }
            var last = ready is null;
            if (!last && batch.Count < MostSteps && weight < MostMessages)
                continue;
            if ((batch.Count > 0 || cut is null) && !await WriteAsync(run, batch, finished: last && cut is null, cancel))
                return;
            (batch, weight) = ([], 0);
            if (last)
                break;
        }
        cut?.Throw();
    }

    private async Task<ReadyStep> PrepareAsync(ImportRun run, ImportStep step, CancellationToken cancel)
    {
        if (step.What is not ImportedTicket ticket)
            return new(step, null);
        await using var scope = Scope(run);
        return new(step, await scope.ServiceProvider.GetRequiredService<PrepareTicket>().RunAsync(run, ticket, cancel));
    }

    /// <summary>Writes a batch. One thing in it that cannot be written is found, and said in the report; it never stands in the way of the others.</summary>
    private async Task<bool> WriteAsync(ImportRun run, List<ReadyStep> batch, bool finished, CancellationToken cancel)
    {
        try
        {
            return await WriteOnceAsync(run, batch, finished, cancel);
        }
        catch (Exception e) when (batch.Count > 0 && e is not OperationCanceledException && (AlreadyThere.Caused(e) || !DatabaseTrouble.Is(e)))
        {
            log.LogWarning(e, "Import {Run}: {Count} things cannot be written together", run.Id, batch.Count);
            if (batch is [var one])
                return await WriteOnceAsync(run, [new(one.Step with { What = new ImportRefused(one.Step.What.Id, null, $"Something went wrong with it here: {e.Message}") }, null)], finished, cancel);
        }
        for (var i = 0; i < batch.Count; i++)
        {
            if (!await WriteAsync(run, [batch[i]], finished && i == batch.Count - 1, cancel))
                return false;
        }
        return true;
    }

    private async Task<bool> WriteOnceAsync(ImportRun run, List<ReadyStep> batch, bool finished, CancellationToken cancel)
    {
        await using var scope = Scope(run);
        return await scope.ServiceProvider.GetRequiredService<WriteBatch>().RunAsync(run.Id, _owner, Lease, batch, finished, cancel);
    }

    private async Task<ImportRun?> LeaseAsync(long id, CancellationToken cancel)
    {
        await using var scope = Scope(run: null);
        var (db, now) = (scope.ServiceProvider.GetRequiredService<FettleDb>(), clock.GetUtcNow());
        var until = now + Lease;
        var mine = await db.ImportRuns
            .Where(r => r.Id == id && r.State == ImportState.Running && (r.NextAt == null || r.NextAt <= now) && (r.LeasedUntil == null || r.LeasedUntil <= now || r.LeasedBy == _owner))
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.LeasedBy, _owner).SetProperty(r => r.LeasedUntil, until), cancel);
        return mine == 1 ? await db.ImportRuns.AsNoTracking().SingleAsync(r => r.Id == id, cancel) : null;
    }

    private async Task PutOffAsync(long id, TryLater why, CancellationToken cancel)
    {
        await using var scope = Scope(run: null);
        var (db, now) = (scope.ServiceProvider.GetRequiredService<FettleDb>(), clock.GetUtcNow());
        var failures = await db.ImportRuns.Where(r => r.Id == id).Select(r => r.Failures).SingleAsync(cancel);
        // A pause that was asked for is no failure. Else 10 s, 20 s, 40 s … until somebody should look.
        if (why.After is null && ++failures > MostFailures)
        {
            await EndAsync(id, why.Message, cancel);
            return;
        }
        var next = now + (why.After ?? TimeSpan.FromSeconds(10 * Math.Pow(2, failures - 1)));
        await db.ImportRuns.Where(r => r.Id == id && r.LeasedBy == _owner).ExecuteUpdateAsync(
            s => s.SetProperty(r => r.NextAt, next).SetProperty(r => r.Failures, failures).SetProperty(r => r.Trouble, StorableText.Of(why.Message))
                .SetProperty(r => r.LeasedBy, (string?)null).SetProperty(r => r.LeasedUntil, (DateTimeOffset?)null),
            cancel);
    }

    private async Task EndAsync(long id, string why, CancellationToken cancel)
    {
        await using var scope = Scope(run: null);
        var (db, now) = (scope.ServiceProvider.GetRequiredService<FettleDb>(), clock.GetUtcNow());
        await db.ImportRuns.Where(r => r.Id == id && r.State == ImportState.Running).ExecuteUpdateAsync(
            s => s.SetProperty(r => r.State, ImportState.Failed).SetProperty(r => r.Trouble, StorableText.Of(why)).SetProperty(r => r.FinishedAt, now)
                .SetProperty(r => r.LeasedBy, (string?)null).SetProperty(r => r.LeasedUntil, (DateTimeOffset?)null),
            cancel);
    }

    /// <summary>The work sees the run's organisation alone, unless each organisation there is one here.</summary>
    private AsyncServiceScope Scope(ImportRun? run)
    {
        var scope = scopes.CreateAsyncScope();
        var organisations = scope.ServiceProvider.GetRequiredService<OrganisationScope>();
        if (run is null or { Settings.EachOrganisation: true })
            organisations.SeeEverything();
        else
            organisations.LimitTo([run.OrganisationId]);
        scope.ServiceProvider.GetRequiredService<Actor>().Doing = nameof(RunImport);
        return scope;
    }
}
