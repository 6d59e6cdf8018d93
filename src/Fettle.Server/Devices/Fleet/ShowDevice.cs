using Fettle.Protocol;
using Fettle.Server.Devices.Gateway;
using Fettle.Server.Devices.Inventory;
using Fettle.Server.Diagnosis;
using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Devices.Fleet;

/// <summary>Shows a device: what it is, how it is, who is at work on it, and its inventory.</summary>
internal sealed class ShowDevice(FettleDb db, LivePresence presence, Connections connections, IFindings findings, IPeople people, CurrentPerson me) : IUseCase
{
    private const int MostItemsOnPage = 100;

    /// <param name="Load1">Runnable tasks averaged over a minute; null where unknown.</param>
    /// <param name="MemoryUsed">0 to 1.</param>
    /// <param name="RootDiskUsed">0 to 1.</param>
    /// <param name="Inventory">In the order of the protocol's sections; a long one without its items.</param>
    /// <param name="May">What the caller may do here.</param>
    public sealed record View(
        long Id, string Name, string HostName, long OrganisationId, string? OrganisationName, string Os, string Platform, string AgentVersion, string? MachineId,
        string KeyFingerprint, long? SiteId, long? OwnerId, string? OwnerName, DateTimeOffset EnrolledAt, DateTimeOffset? RetiredAt, Presence Presence,
        DateTimeOffset? LastSeenAt, DateTimeOffset? ConnectedSince, DateTimeOffset? BootedAt, DateTimeOffset? MetricsAt, double? Load1, double? MemoryUsed,
        double? RootDiskUsed, IReadOnlyList<UserAtWork> UsersAtWork, int OpenFindings, IReadOnlyList<SectionView> Inventory, Allowed May);

    public sealed record Allowed(bool Change, bool CheckUp, bool RunScripts);

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/devices/{id:long}", async (long id, ShowDevice useCase, CancellationToken cancel) => TypedResults.Ok(await useCase.RunAsync(id, cancel)));

    /// <exception cref="NotFound">No such device in an organisation that the caller may see.</exception>
    public async Task<View> RunAsync(long id, CancellationToken cancel)
    {
        me.Require(Permission.ViewDevices);
        var found = await (
            from device in db.Devices
            where device.Id == id
            join sighting in db.Sightings on device.Id equals sighting.DeviceId
            select new { device, sighting }).AsNoTracking().FirstOrDefaultAsync(cancel) ?? throw new NotFound($"Device {id}");
        var (d, s) = (found.device, found.sighting);
        me.Require(Permission.ViewDevices, d.OrganisationId);

        var sections = await db.Inventory.Where(x => x.DeviceId == id)
            .Select(x => new { x.Section, x.TakenAt, x.Count, Items = x.Count <= MostItemsOnPage ? x.Items : null }).ToListAsync(cancel);
        var open = await findings.OpenAsync([id], cancel);
        var organisations = await people.OrganisationNamesAsync([d.OrganisationId], cancel);
        var owner = d.OwnerId is { } person ? (await people.NamesAsync([person], cancel)).GetValueOrDefault(person) : null;
        var connection = connections.Find(id);
        var live = connection?.Status;
        return new(
            d.Id, d.Name, d.HostName, d.OrganisationId, organisations.GetValueOrDefault(d.OrganisationId), d.Os, d.Platform, d.AgentVersion, d.MachineId,
            d.KeyFingerprint, d.SiteId, d.OwnerId, owner?.Name, d.EnrolledAt, d.RetiredAt, presence.Of(s.ConnectedTo, s.OnlineUntil, s.LastSeenAt),
            live?.MetricsAt ?? s.LastSeenAt, connection?.Since, live?.BootedAt ?? s.BootedAt, live?.MetricsAt ?? s.MetricsAt, live?.Load1 ?? s.Load1,
            live?.MemoryUsed ?? s.MemoryUsed, live?.RootDiskUsed ?? s.RootDiskUsed, live?.UsersAtWork ?? KnownDevices.UsersAtWork(s.UsersAtWork), open.GetValueOrDefault(id),
            [
                .. sections.OrderBy(x => InventorySections.All.ToList().IndexOf(x.Section))
                    .Select(x => new SectionView(x.Section, x.TakenAt, x.Count, x.Items is null ? null : SectionItems.Read(x.Items)))
            ],
            new(me.May(Permission.ManageDevices, d.OrganisationId), me.May(Permission.RunRemedies, d.OrganisationId), me.May(Permission.RunScripts, d.OrganisationId)));
    }
}
