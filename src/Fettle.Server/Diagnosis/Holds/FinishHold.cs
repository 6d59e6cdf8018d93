using Fettle.Diagnosis;
using Fettle.Protocol;
using Fettle.Server.Automation;
using Fettle.Server.Diagnosis.CheckUps;
using Fettle.Server.Diagnosis.Remedies;
using Fettle.Server.Platform.Outbox;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Diagnosis.Holds;

/// <summary>Takes what a later look found. A fault that is back is told once: the looks that would have followed end with it.</summary>
internal sealed class FinishHold(FettleDb db, IJobs jobs, CancelHolds cancelHolds) : IListenTo<JobFinished>
{
    public async Task HearAsync(JobFinished @event, CancellationToken cancel)
    {
        // Also one that was given up: its device may have come back and told after all.
        if (@event.Kind != JobKind.Verify
            || await db.Holds.FirstOrDefaultAsync(h => h.JobId == @event.JobId && (h.Status == HoldStatus.Running || h.Status == HoldStatus.Unclear), cancel) is not { } hold)
        {
            return;
        }

        var run = await db.RemedyRuns.FirstAsync(r => r.Id == hold.RemedyRunId, cancel);
        var report = @event.Status == JobStatus.Succeeded ? ReadReport.Verify(await jobs.ReportAsync(@event.JobId, cancel)) : null;
        var seen = report?.Causes.FirstOrDefault(c => c.Cause == hold.Cause);
        var evidence = string.Join(" ", (seen?.Evidence ?? []).Select(e => e.Says));
        if (seen is null || seen.State == CauseState.Unknown)
            hold.End(HoldStatus.Unclear, evidence.Length > 0 ? evidence : @event.Error ?? "The device could not tell.", @event.FinishedAt);
        else if (seen.State == CauseState.Present && IsTheSame(run.InstanceList, seen.Instances))
            await ReturnAsync(hold, run, evidence, @event.FinishedAt, cancel);
        else
            Pass(hold, evidence, @event.FinishedAt);
        await db.SaveChangesAsync(cancel);
    }

    private void Pass(Hold hold, string evidence, DateTimeOffset at)
    {
        hold.End(HoldStatus.Passed, evidence, at);
        db.Tell(new HoldPassed(hold.OrganisationId, hold.Id, hold.DeviceId, hold.TicketNumber, hold.Cause, hold.After));
    }

    private async Task ReturnAsync(Hold hold, RemedyRun run, string evidence, DateTimeOffset at, CancellationToken cancel)
    {
        hold.End(HoldStatus.Returned, evidence, at);
        await cancelHolds.RunAsync(db.Holds.Where(h => h.RemedyRunId == hold.RemedyRunId && h.Id != hold.Id), "The fault came back before.", cancel);
        db.Tell(new FaultReturned(hold.OrganisationId, hold.Id, hold.DeviceId, hold.TicketNumber, hold.Cause, run.CauseTitle, hold.After, evidence));
    }

    /// <summary>Another file system that is full by now is another fault: it did not come back.</summary>
    private static bool IsTheSame(IReadOnlyList<string> fixedThen, IReadOnlyList<string> foundNow) =>
        fixedThen.Count == 0 || foundNow.Count == 0 || fixedThen.Intersect(foundNow).Any() || fixedThen.All(i => i.Length == 0);
}
