using Fettle.Protocol;
using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.Automation.Jobs;

/// <summary>Tries a job again that did not do what it was to do. What needed approval needs it again.</summary>
internal sealed class RetryJob(FettleDb db, CurrentPerson me, TimeProvider clock) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/jobs/{id:long}/retry", async Task<NoContent> (long id, RetryJob useCase, CancellationToken cancel) =>
        {
            await useCase.RunAsync(id, cancel);
            return TypedResults.NoContent();
        });

    /// <exception cref="NotFound">No such job in an organisation that the caller may see.</exception>
    /// <exception cref="Conflict">It is not at its end, succeeded, or is a remedy: its commands come from a check-up, and that has to be a new one.</exception>
    public async Task RunAsync(long id, CancellationToken cancel)
    {
        me.Require(Permission.ViewDevices);
        var job = await db.Jobs.FirstOrDefaultAsync(j => j.Id == id, cancel) ?? throw new NotFound($"Job {id}");
        me.Require(CancelJob.PermissionFor(job), job.OrganisationId);
        if (job.Kind is not (JobKind.Script or JobKind.CheckUp))
            throw new Conflict("Only check-ups and scripts are tried again as they are. Run a new check-up: its remedies fit what the device is like now.");

        var now = clock.GetUtcNow();
        job.Retry(now, now + (job.ExpiresAt - job.QueuedAt));
        db.Changed(job);
        await db.SaveChangesAsync(cancel);
    }

    internal static bool IsAllowed(CurrentPerson me, Job job) => job.Kind is JobKind.Script or JobKind.CheckUp && CancelJob.IsAllowed(me, job);
}
