using Fettle.Server.Automation;
using Fettle.Server.Platform.Outbox;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Diagnosis.Remedies;

/// <summary>A dangerous remedy that somebody has agreed to is on its way.</summary>
internal sealed class FollowApproval(FettleDb db) : IListenTo<JobApproved>
{
    public async Task HearAsync(JobApproved @event, CancellationToken cancel)
    {
        if (await db.RemedyRuns.FirstOrDefaultAsync(r => r.JobId == @event.JobId && r.Status == RemedyStatus.WaitingForApproval, cancel) is not { } run)
            return;
        run.Approve();
        db.Tell(run.ToStarted(@event.PersonId));
        db.Nudge("checkup", run.CheckUpId, run.OrganisationId);
        await db.SaveChangesAsync(cancel);
    }
}
