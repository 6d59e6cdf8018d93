using Fettle.Protocol;
using Fettle.Server.Devices;
using Fettle.Server.People;
using Fettle.Server.Platform.Paging;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Automation.Jobs;

/// <summary>Lists jobs, the newest first: of one device or of all.</summary>
internal sealed class ListJobs(FettleDb db, JobNames names, IDevices devices, CurrentPerson me) : IUseCase
{
    public sealed record Request(long? DeviceId, JobStatus? Status, JobKind? Kind, string? Cursor, int? Limit);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/jobs", async ([AsParameters] Request request, ListJobs useCase, CancellationToken cancel) =>
            TypedResults.Ok(await useCase.RunAsync(request, cancel)));
        api.MapGet("/devices/{id:long}/jobs", async (long id, JobStatus? status, string? cursor, int? limit, ListJobs useCase, CancellationToken cancel) =>
            TypedResults.Ok(await useCase.RunAsync(new(id, status, null, cursor, limit), cancel))).WithName("listJobsOfDevice");
    }

    public async Task<Page<JobSummary>> RunAsync(Request request, CancellationToken cancel)
    {
        me.Require(Permission.ViewDevices);
        if (request.DeviceId is { } device)
            await devices.RequireAsync(device, me, Permission.ViewDevices, cancel);
        var allowed = me.OrganisationsWith(Permission.ViewDevices);
        var (from, count) = (Cursor.Read(request.Cursor), Cursor.Limit(request.Limit));

        var found = db.Jobs.AsNoTracking().Where(j => allowed == null || allowed.Contains(j.OrganisationId));
        if (request.DeviceId is { } of)
            found = found.Where(j => j.DeviceId == of);
        if (request.Status is { } status)
            found = found.Where(j => j.Status == status);
        if (request.Kind is { } kind)
            found = found.Where(j => j.Kind == kind);
        if (from is not null)
            found = found.Where(j => j.Id < from.Id);
        var rows = await found.OrderByDescending(j => j.Id).Take(count + 1).ToListAsync(cancel);
        return Cursor.Page(await names.SummariesAsync(rows, cancel), count, j => new Cursor("", j.Id));
    }
}
