using Fettle.Protocol;
using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.Automation.Jobs;

/// <summary>Stops a job: at once where the device has not begun, else as soon as the device says that it has stopped.</summary>
internal sealed class CancelJob(FettleDb db, CurrentPerson me, TimeProvider clock) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/jobs/{id:long}/cancel", async Task<NoContent> (long id, CancelJob useCase, CancellationToken cancel) =>
        {
            await useCase.RunAsync(id, cancel);
            return TypedResults.NoContent();
        });

    /// <exception cref="NotFound">No such job in an organisation that the caller may see.</exception>
    /// <exception cref="Conflict">It is at its end.</exception>
    public async Task RunAsync(long id, CancellationToken cancel)
    {
        me.Require(Permission.ViewDevices);
        var job = await db.Jobs.FirstOrDefaultAsync(j => j.Id == id, cancel) ?? throw new NotFound($"Job {id}");
        me.Require(PermissionFor(job), job.OrganisationId);
        if (job.AtItsEnd)
            throw new Conflict($"Job {id} is at its end: it is {job.Status}.");

        job.Cancel($"Cancelled by {me.Name}.", clock.GetUtcNow());
        db.Changed(job);
        await db.SaveChangesAsync(cancel);
    }

    internal static bool IsAllowed(CurrentPerson me, Job job) => me.May(PermissionFor(job), job.OrganisationId);

    internal static Permission PermissionFor(Job job) => job.Kind == JobKind.Script ? Permission.RunScripts : Permission.RunRemedies;
}
