using Fettle.Server.Devices;
using Fettle.Server.People;
using Fettle.Server.Platform.Paging;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Diagnosis.Holds;

/// <summary>Lists the later looks: what is still being watched, what came back.</summary>
internal sealed class ListHolds(FettleDb db, IDevices devices, CurrentPerson me) : IUseCase
{
    public sealed record Request(HoldStatus? Status, string? Cursor, int? Limit);

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/holds", async ([AsParameters] Request request, ListHolds useCase, CancellationToken cancel) =>
            TypedResults.Ok(await useCase.RunAsync(request, cancel)));

    public async Task<Page<HoldView>> RunAsync(Request request, CancellationToken cancel)
    {
        me.Require(Permission.ViewDevices);
        var allowed = me.OrganisationsWith(Permission.ViewDevices);
        var (from, count) = (Cursor.Read(request.Cursor), Cursor.Limit(request.Limit));
        var rows = await db.Holds.AsNoTracking()
            .Where(h => (allowed == null || allowed.Contains(h.OrganisationId)) && (request.Status == null || h.Status == request.Status) && (from == null || h.Id < from.Id))
            .OrderByDescending(h => h.Id).Take(count + 1).ToListAsync(cancel);
        var names = await devices.NamesAsync(rows.Select(h => h.DeviceId), cancel);
        return Cursor.Page(rows, count, h => new Cursor("", h.Id), h => HoldView.Of(h, names));
    }
}

/// <param name="After">How long after the fix: "1 hour".</param>
/// <param name="Result">What the probes said, or why they could not say anything.</param>
public sealed record HoldView(
    long Id, long DeviceId, string DeviceName, long TicketNumber, string Cause, string After, DateTimeOffset DueAt, HoldStatus Status, long? JobId,
    DateTimeOffset? FinishedAt, string? Result)
{
    internal static HoldView Of(Hold hold, IReadOnlyDictionary<long, DeviceName> devices) => new(
        hold.Id, hold.DeviceId, devices.GetValueOrDefault(hold.DeviceId)?.Name ?? "", hold.TicketNumber, hold.Cause, hold.After, hold.DueAt, hold.Status, hold.JobId,
        hold.FinishedAt, hold.Result);
}
