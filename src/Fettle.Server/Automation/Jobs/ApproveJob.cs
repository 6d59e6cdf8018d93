using Fettle.Protocol;
using Fettle.Server.Diagnosis;
using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.Automation.Jobs;

/// <summary>Agrees to a job that waits for it: something dangerous, or a script of somebody who may not approve.</summary>
internal sealed class ApproveJob(FettleDb db, CurrentPerson me, IPeople people, DiagnosisSettings settings, TimeProvider clock) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/jobs/{id:long}/approve", async Task<NoContent> (long id, ApproveJob useCase, CancellationToken cancel) =>
        {
            await useCase.RunAsync(id, cancel);
            return TypedResults.NoContent();
        });

    /// <exception cref="NotFound">No such job in an organisation that the caller may see.</exception>
    /// <exception cref="Conflict">It does not wait for approval, or waits for somebody else's: four eyes.</exception>
    public async Task RunAsync(long id, CancellationToken cancel)
    {
        me.Require(Permission.ApproveJobs);
        var job = await db.Jobs.FirstOrDefaultAsync(j => j.Id == id, cancel) ?? throw new NotFound($"Job {id}");
        me.Require(Permission.ApproveJobs, job.OrganisationId);
        // Only a dangerous remedy waits at all. Where nobody else may, waiting for somebody would help nobody.
        if (settings.FourEyesForDangerous && job.Kind == JobKind.Remedy && job.RequestedBy == me.Id
            && await people.SomebodyElseMayAsync(Permission.ApproveJobs, job.OrganisationId, cancel))
        {
            throw new Conflict("You started this dangerous remedy yourself: somebody else who may approve has to agree to it.");
        }

        job.Approve(me.Id, clock.GetUtcNow());
        db.Tell(new JobApproved(job.OrganisationId, id, me.Id));
        db.Changed(job);
        await db.SaveChangesAsync(cancel);
    }
}
