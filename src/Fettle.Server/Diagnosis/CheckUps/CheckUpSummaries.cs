using Fettle.Diagnosis;
using Fettle.Server.Automation;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Diagnosis.CheckUps;

/// <summary>Puts to check-ups what they found and whether they run: two queries, however many.</summary>
internal sealed class CheckUpSummaries(FettleDb db, IJobs jobs)
{
    public async Task<IReadOnlyList<CheckUpSummary>> OfAsync(IReadOnlyCollection<CheckUp> checkUps, CancellationToken cancel)
    {
        var ids = checkUps.Select(c => c.Id).ToList();
        var found = (await db.FoundCauses.Where(f => ids.Contains(f.CheckUpId) && f.Severity != Severity.Info)
            .OrderBy(f => f.Rank).Select(f => new { f.CheckUpId, f.Title }).ToListAsync(cancel)).ToLookup(f => f.CheckUpId, f => f.Title);
        var states = await jobs.StatesAsync([.. checkUps.Where(c => c.Status == CheckUpStatus.Waiting).Select(c => c.JobId)], cancel);
        return
        [
            .. checkUps.Select(c => new CheckUpSummary(
                c.Id, states.GetValueOrDefault(c.JobId)?.Status == JobStatus.Running ? CheckUpStatus.Running : c.Status, c.DeviceId, c.TicketNumber, c.Symptom, c.JobId,
                c.RequestedBy, c.RequestedAt, c.StartedAt, c.FinishedAt, c.Failure, [.. found[c.Id]]))
        ];
    }
}
