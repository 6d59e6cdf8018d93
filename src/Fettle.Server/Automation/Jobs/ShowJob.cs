using System.Text.Json;
using Fettle.Protocol;
using Fettle.Server.Devices;
using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Automation.Jobs;

/// <summary>Shows a job: its commands, how far it is, what it printed, what came of it.</summary>
internal sealed class ShowJob(FettleDb db, JobNames names, IDevices devices, CurrentPerson me) : IUseCase
{
    private const int TailLength = 64 * 1024;

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/jobs/{id:long}", async (long id, ShowJob useCase, CancellationToken cancel) => TypedResults.Ok(await useCase.RunAsync(id, cancel)));

    /// <exception cref="NotFound">No such job in an organisation that the caller may see.</exception>
    public async Task<JobView> RunAsync(long id, CancellationToken cancel)
    {
        me.Require(Permission.ViewDevices);
        var job = await db.Jobs.AsNoTracking().FirstOrDefaultAsync(j => j.Id == id, cancel) ?? throw new NotFound($"Job {id}");
        me.Require(Permission.ViewDevices, job.OrganisationId);

        var summary = (await names.SummariesAsync([job], cancel))[0];
        var approver = await names.PersonsAsync([job.ApprovedBy], cancel);
        var device = (await devices.NamesAsync([job.DeviceId], cancel)).GetValueOrDefault(job.DeviceId);
        var pieces = db.JobOutput.Where(p => p.JobId == id && p.Attempt == job.Attempt);
        var length = await pieces.OrderByDescending(p => p.Offset).Select(p => p.Offset + p.Length).FirstOrDefaultAsync(cancel);
        var tail = await pieces.Where(p => p.Offset + p.Length > length - TailLength).OrderBy(p => p.Offset).Select(p => p.Text).ToListAsync(cancel);
        var report = await db.JobReports.Where(r => r.JobId == id && r.Attempt == job.Attempt).Select(r => r.Json).FirstOrDefaultAsync(cancel);
        return new(summary)
        {
            DeviceOnline = device?.Presence == Presence.Online,
            Commands = job.Commands,
            TimeLimitSeconds = job.TimeLimitSeconds,
            NeedsApproval = job.NeedsApproval,
            ApprovedBy = job.ApprovedBy,
            ApprovedByName = JobNames.NameOf(approver, job.ApprovedBy),
            SentAt = job.SentAt,
            CancelAskedAt = job.CancelAskedAt,
            Output = string.Concat(tail),
            OutputLength = length,
            ExitCode = job.ExitCode,
            Result = report is null || job.Kind == JobKind.CheckUp ? null : JsonElement.Parse(report),
            MayApprove = job.Status == JobStatus.WaitingForApproval && me.May(Permission.ApproveJobs, job.OrganisationId),
            MayCancel = !job.AtItsEnd && CancelJob.IsAllowed(me, job),
            MayRetry = job.AtItsEnd && job.Status != JobStatus.Succeeded && RetryJob.IsAllowed(me, job),
        };
    }
}
