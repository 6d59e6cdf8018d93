using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.MovingIn.Model;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.MovingIn.Writing;

/// <summary>What is handed over and ready to be written, and where reading goes on after it.</summary>
internal sealed record ReadyStep(ImportStep Step, PreparedTicket? Ticket);

/// <summary>Writes some of what was handed over, and how far the run is, in one transaction: whatever is cut off when, the two never disagree.</summary>
internal sealed class WriteBatch(FettleDb db, TakeOverPeople people, TakeOverTicket tickets, TimeProvider clock)
{
    /// <returns>False where the run is no longer this process's to go on with: it was stopped, or somebody else took it.</returns>
    public async Task<bool> RunAsync(long runId, string owner, TimeSpan lease, IReadOnlyList<ReadyStep> steps, bool finished, CancellationToken cancel)
    {
        var ours = true;
        await db.InTransactionAsync(
            async () =>
            {
                var locked = db.Database.IsNpgsql() ? db.ImportRuns.FromSql($"SELECT * FROM import_runs WHERE id = {runId} FOR UPDATE") : db.ImportRuns.Where(r => r.Id == runId);
                var run = await locked.AsNoTracking().SingleOrDefaultAsync(cancel);
                ours = run is { State: ImportState.Running } && run.LeasedBy == owner;
                if (!ours)
                    return;
                var counts = run!.Counts;
                foreach (var step in steps)
                    counts = await WriteAsync(run, step, counts, cancel);
                await KeepAsync(run, steps.Count > 0 ? steps[^1].Step.Cursor : run.Cursor, counts, lease, finished, cancel);
                db.Nudge("imports", run.Id, run.OrganisationId);
                await db.SaveChangesAsync(cancel);
            },
            cancel);
        return ours;
    }

    private async Task<ImportCounts> WriteAsync(ImportRun run, ReadyStep step, ImportCounts counts, CancellationToken cancel)
    {
        switch (step.Step.What)
        {
            case ImportedOrganisation organisation:
                return counts with { Organisations = Add(counts.Organisations, (await people.RunAsync(run, organisation, cancel)).Tally) };
            case ImportedPerson person:
                var became = await people.RunAsync(run, person, cancel);
                return became.Refused is { } why
                    ? Refuse(run, step.Step, $"person {person.Id}", null, why, counts)
                    : counts with { People = Add(counts.People, became.Tally) };
            case ImportedTicket ticket:
                var written = await tickets.RunAsync(run, step.Ticket!, cancel);
                foreach (var (what, lost) in step.Ticket!.Lost)
                    counts = Refuse(run, step.Step, $"file {what} of ticket {ticket.Number}", null, lost, counts);
                return counts with
                {
                    Tickets = Add(counts.Tickets, written.Tally),
                    Messages = counts.Messages + written.Messages,
                    Files = counts.Files + written.Files,
                    Links = counts.Links + written.Links,
                };
            case ImportRefused refused:
                return Refuse(run, step.Step, refused.Id, refused.Column, refused.Reason, counts);
            default:
                throw new InvalidOperationException($"Nothing is known of {step.Step.What.GetType().Name}.");
        }
    }

    private ImportCounts Refuse(ImportRun run, ImportStep step, string what, string? column, string reason, ImportCounts counts)
    {
        if (counts.Refused < ImportRefusal.MostOfARun)
            db.Add(new ImportRefusal { OrganisationId = run.OrganisationId, RunId = run.Id, Row = step.Row, Column = column, What = StorableText.Of(what), Reason = StorableText.Of(reason) });
        return counts with { Refused = counts.Refused + 1 };
    }

    /// <summary>Past the journal: it is not a change that anybody made.</summary>
    private Task<int> KeepAsync(ImportRun run, string? cursor, ImportCounts counts, TimeSpan lease, bool finished, CancellationToken cancel)
    {
        var (id, now) = (run.Id, clock.GetUtcNow());
        var (state, at) = (finished ? ImportState.Finished : ImportState.Running, finished ? now : (DateTimeOffset?)null);
        var (until, nobody) = (finished ? (DateTimeOffset?)null : now + lease, finished ? null : run.LeasedBy);
        return db.ImportRuns.Where(r => r.Id == id).ExecuteUpdateAsync(
            s => s.SetProperty(r => r.Cursor, cursor).SetProperty(r => r.Counts, counts).SetProperty(r => r.Failures, 0).SetProperty(r => r.Trouble, (string?)null)
                .SetProperty(r => r.State, state).SetProperty(r => r.FinishedAt, at).SetProperty(r => r.LeasedUntil, until).SetProperty(r => r.LeasedBy, nobody),
            cancel);
    }

    private static Tally Add(Tally a, Tally b) => new(a.Made + b.Made, a.Updated + b.Updated, a.LeftAlone + b.LeftAlone);
}
