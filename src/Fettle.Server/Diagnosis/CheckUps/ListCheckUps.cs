using Fettle.Server.Devices;
using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Paging;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Diagnosis.CheckUps;

/// <summary>Lists a device's check-ups, the newest first.</summary>
internal sealed class ListCheckUps(FettleDb db, CheckUpSummaries summaries, IDevices devices, CurrentPerson me) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/devices/{id:long}/checkups", async (long id, string? cursor, int? limit, ListCheckUps useCase, CancellationToken cancel) =>
            TypedResults.Ok(await useCase.RunAsync(id, cursor, limit, cancel)));

    /// <exception cref="NotFound">No such device in an organisation that the caller may see.</exception>
    public async Task<Page<CheckUpSummary>> RunAsync(long device, string? cursor, int? limit, CancellationToken cancel)
    {
        await devices.RequireAsync(device, me, Permission.ViewDevices, cancel);
        var (from, count) = (Cursor.Read(cursor), Cursor.Limit(limit));
        var rows = await db.CheckUps.AsNoTracking().Where(c => c.DeviceId == device && (from == null || c.Id < from.Id))
            .OrderByDescending(c => c.Id).Take(count + 1).ToListAsync(cancel);
        return Cursor.Page(await summaries.OfAsync(rows, cancel), count, c => new Cursor("", c.Id));
    }
}
