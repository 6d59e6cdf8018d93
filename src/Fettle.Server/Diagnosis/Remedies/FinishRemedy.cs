using Fettle.Diagnosis;
using Fettle.Protocol;
using Fettle.Server.Automation;
using Fettle.Server.Diagnosis.CheckUps;
using Fettle.Server.Diagnosis.Holds;
using Fettle.Server.Platform.Outbox;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Diagnosis.Remedies;

/// <summary>Takes a fix's report when its job ends. Only the device's own evidence makes it verified; then the holds are set.</summary>
internal sealed class FinishRemedy(FettleDb db, IJobs jobs, SetHolds holds) : IListenTo<JobFinished>
{
    public async Task HearAsync(JobFinished @event, CancellationToken cancel)
    {
        if (@event.Kind != JobKind.Remedy || await db.RemedyRuns.FirstOrDefaultAsync(r => r.JobId == @event.JobId, cancel) is not { } run
            || run.Status is RemedyStatus.Verified or RemedyStatus.NotVerified)
        {
            return;
        }

        var report = ReadReport.Fix(await jobs.ReportAsync(@event.JobId, cancel));
        var verified = report is { Verified: true } && @event.Status == JobStatus.Succeeded;
        var failure = verified ? null : Why(@event, report);
        run.Finish(verified ? RemedyStatus.Verified : report is null ? RemedyStatus.Failed : RemedyStatus.NotVerified, failure, @event.FinishedAt);
        if (verified)
        {
            await CloseFindingsAsync(run, cancel);
            await holds.RunAsync(run, @event.FinishedAt, cancel);
        }

        db.Tell(new RemedyFinished(
            run.OrganisationId, run.JobId, run.DeviceId, run.TicketNumber, run.Cause, run.Title, verified, failure, run.PlainExplanation, await DidAsync(run, cancel),
            [.. (report?.After ?? []).Select(e => e.Says)]));
        db.Nudge("checkup", run.CheckUpId, run.OrganisationId);
        db.Nudge("device", run.DeviceId, run.OrganisationId);
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>The playbook's plain words for what was done, from the check-up that proposed it.</summary>
    private async Task<string> DidAsync(RemedyRun run, CancellationToken cancel)
    {
        var checkUp = await db.CheckUps.AsNoTracking().FirstOrDefaultAsync(c => c.Id == run.CheckUpId, cancel);
        var report = checkUp is null ? null : ReadReport.CheckUp(await jobs.ReportAsync(checkUp.JobId, cancel));
        return report?.Findings.FirstOrDefault(f => f.Cause == run.Cause)?.Remedies.FirstOrDefault(r => r.Id == run.RemedyId)?.Did ?? run.Title;
    }

    private static string Why(JobFinished job, FixReport? report) => report switch
    {
        { Applied: [.., { ExitCode: not 0 } last] } => $"A command ended with {last.ExitCode}: {Devices.HostileText.Line(last.Command, 200)}",
        { Note: { } note } => note,
        { Verified: false } => "The commands ran, and the cause is still found.",
        _ => job.Error ?? $"The job ended as {job.Status}.",
    };

    private async Task CloseFindingsAsync(RemedyRun run, CancellationToken cancel)
    {
        foreach (var open in await db.FoundCauses.Where(f => f.DeviceId == run.DeviceId && f.Cause == run.Cause && f.ClosedAt == null).ToListAsync(cancel))
            open.ClosedAt = run.FinishedAt;
    }
}
