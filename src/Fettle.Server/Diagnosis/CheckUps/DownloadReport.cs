using Fettle.Server.Automation;
using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;
using FileContentHttpResult = Microsoft.AspNetCore.Http.HttpResults.FileContentHttpResult;

namespace Fettle.Server.Diagnosis.CheckUps;

/// <summary>Gives out a check-up's report as the device wrote it, with all its facts: for a replay without the device, or for a bug report.</summary>
internal sealed class DownloadReport(FettleDb db, IJobs jobs, CurrentPerson me) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/checkups/{id:long}/report", async Task<FileContentHttpResult> (long id, DownloadReport useCase, CancellationToken cancel) =>
            TypedResults.File(System.Text.Encoding.UTF8.GetBytes(await useCase.RunAsync(id, cancel)), "application/json", $"checkup-{id}.json"));

    /// <exception cref="NotFound">No such check-up in an organisation that the caller may see, or it has no report.</exception>
    public async Task<string> RunAsync(long id, CancellationToken cancel)
    {
        me.Require(Permission.ViewDevices);
        var checkUp = await db.CheckUps.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, cancel) ?? throw new NotFound($"Check-up {id}");
        me.Require(Permission.ViewDevices, checkUp.OrganisationId);
        return await jobs.ReportAsync(checkUp.JobId, cancel) ?? throw new NotFound($"The report of check-up {id}");
    }
}
