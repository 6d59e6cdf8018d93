using Fettle.Server.Devices;
using Fettle.Server.Platform.Persistence;

namespace Fettle.Server.Automation.Jobs;

internal static class JobChanges
{
    /// <summary>Whoever has to know of the job's new state is told once it is saved: browsers, the device, and at its end the other modules.</summary>
    public static void Changed(this FettleDb db, Job job)
    {
        db.Nudge("job", job.Id, job.OrganisationId);
        if (job.Status == JobStatus.Queued || job.CancelAskedAt is not null)
            db.Nudge(AgentTopics.Work, job.DeviceId, job.OrganisationId);
        if (job.AtItsEnd)
            db.Tell(new JobFinished(job.OrganisationId, job.Id, job.DeviceId, job.Kind, job.Status, job.StartedAt, job.FinishedAt!.Value, job.Error));
    }
}
