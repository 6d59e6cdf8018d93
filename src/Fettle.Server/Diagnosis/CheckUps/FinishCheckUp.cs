using Fettle.Diagnosis;
using Fettle.Protocol;
using Fettle.Server.Automation;
using Fettle.Server.Platform.Outbox;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Diagnosis.CheckUps;

/// <summary>Takes a check-up's report when its job ends: what it found is open on the device, what it ruled out is not any more.</summary>
internal sealed class FinishCheckUp(FettleDb db, IJobs jobs) : IListenTo<JobFinished>
{
    public async Task HearAsync(JobFinished @event, CancellationToken cancel)
    {
        // Also one that was given up: its device may have come back and told after all.
        if (@event.Kind != JobKind.CheckUp || await db.CheckUps.FirstOrDefaultAsync(c => c.JobId == @event.JobId && c.Status != CheckUpStatus.Done, cancel) is not { } checkUp)
            return;

        var report = @event.Status == JobStatus.Succeeded ? ReadReport.CheckUp(await jobs.ReportAsync(@event.JobId, cancel)) : null;
        var failure = report is not null ? null
            : @event.Status == JobStatus.Succeeded ? "The device's report cannot be read."
            : @event.Error ?? $"The check-up ended as {@event.Status}.";
        checkUp.Finish(
            report is not null ? CheckUpStatus.Done : @event.Status == JobStatus.Expired ? CheckUpStatus.Expired : CheckUpStatus.Failed,
            failure, @event.StartedAt, @event.FinishedAt);
        if (report is not null)
            await KeepAsync(checkUp, report, cancel);

        var telling = report?.Findings.Where(f => f.Severity > Severity.Info).ToList() ?? [];
        db.Tell(new CheckUpFinished(
            checkUp.OrganisationId, checkUp.Id, checkUp.DeviceId, checkUp.TicketNumber, [.. telling.Select(f => f.Title)], failure,
            telling is [var first, ..] ? [.. first.Evidence.Where(e => e.Weight > 0).Select(e => e.Says)] : []));
        db.Nudge("checkup", checkUp.Id, checkUp.OrganisationId);
        db.Nudge("device", checkUp.DeviceId, checkUp.OrganisationId);
        await db.SaveChangesAsync(cancel);
    }

    private async Task KeepAsync(CheckUp checkUp, CheckUpReport report, CancellationToken cancel)
    {
        // A directed check-up stops early: it says nothing about causes that it did not look at.
        var whole = checkUp.Symptom is null;
        var looked = report.Findings.Select(f => f.Cause).Concat(report.RuledOut.Select(r => r.Cause)).ToHashSet();
        foreach (var open in await db.FoundCauses.Where(f => f.DeviceId == checkUp.DeviceId && f.ClosedAt == null).ToListAsync(cancel))
        {
            if (whole || looked.Contains(open.Cause))
                open.ClosedAt = checkUp.FinishedAt;
        }
        db.AddRange(report.Findings.Select((finding, rank) => new FoundCause
        {
            OrganisationId = checkUp.OrganisationId,
            DeviceId = checkUp.DeviceId,
            CheckUpId = checkUp.Id,
            Rank = rank,
            Cause = finding.Cause,
            Title = finding.Title,
            Severity = finding.Severity,
            Confidence = finding.Confidence,
        }));
    }
}
