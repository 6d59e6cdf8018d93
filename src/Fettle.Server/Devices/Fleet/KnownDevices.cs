using System.Text.Json;
using Fettle.Protocol;
using Fettle.Server.Devices.Gateway;
using Fettle.Server.Devices.Inventory;
using Fettle.Server.People;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Devices.Fleet;

/// <summary>What other modules learn about devices.</summary>
internal sealed class KnownDevices(FettleDb db, LivePresence presence, Connections connections, IPeople people) : IDevices
{
    public Task<IReadOnlyDictionary<long, DeviceName>> NamesAsync(IEnumerable<long> ids, CancellationToken cancel) => NamedAsync(db.Devices, ids, cancel);

    public Task<IReadOnlyDictionary<long, DeviceName>> InServiceAsync(IEnumerable<long> ids, CancellationToken cancel) =>
        NamedAsync(db.Devices.Where(d => d.RetiredAt == null), ids, cancel);

    public async Task<DeviceName?> WorkplaceOfAsync(long personId, CancellationToken cancel)
    {
        if (!(await people.NamesAsync([personId], cancel)).TryGetValue(personId, out var person))
            return null;
        var accounts = await people.AccountsOfAsync(personId, cancel);
        var inUse = db.Devices.Where(d => d.RetiredAt == null && d.OrganisationId == person.OrganisationId);

        var used = await (
            from user in db.UsersOfDevices
            join device in inUse on user.DeviceId equals device.Id
            where accounts.Contains(user.Account)
            orderby user.AtWork descending, user.LastAt descending
            select device.Id).Take(1).ToListAsync(cancel);
        var workplace = used.Count > 0 ? inUse.Where(d => d.Id == used[0]) : inUse.Where(d => d.OwnerId == personId).OrderBy(d => d.Id).Take(1);
        return (await NamedAsync(workplace, cancel)).FirstOrDefault();
    }

    public async Task<IReadOnlyList<DeviceName>> FindAsync(long organisationId, string part, int most, CancellationToken cancel)
    {
        var sought = part.Trim().ToLowerInvariant();
        var found = await NamedAsync(
            db.Devices.Where(d => d.RetiredAt == null && d.OrganisationId == organisationId && EF.Functions.Like(d.Name.ToLower(), $"%{sought}%")).OrderBy(d => d.Name).ThenBy(d => d.Id).Take(most), cancel);
        return [.. found.OrderBy(d => d.Name, StringComparer.OrdinalIgnoreCase)];
    }

    public async Task<IReadOnlyList<DeviceName>> OfPersonAsync(long personId, CancellationToken cancel)
    {
        if (!(await people.NamesAsync([personId], cancel)).TryGetValue(personId, out var person))
            return [];
        var accounts = await people.AccountsOfAsync(personId, cancel);
        var inUse = db.Devices.Where(d => d.RetiredAt == null && d.OrganisationId == person.OrganisationId);
        var used = await (
            from user in db.UsersOfDevices
            join device in inUse on user.DeviceId equals device.Id
            where accounts.Contains(user.Account)
            orderby user.AtWork descending, user.LastAt descending
            select device.Id).Take(MostOfAPerson).ToListAsync(cancel);
        var owned = await inUse.Where(d => d.OwnerId == personId).OrderBy(d => d.Id).Select(d => d.Id).Take(MostOfAPerson).ToListAsync(cancel);
        List<long> ids = [.. used.Concat(owned).Distinct().Take(MostOfAPerson)];
        var names = await NamesAsync(ids, cancel);
        return [.. ids.Where(names.ContainsKey).Select(id => names[id])];
    }

    private const int MostOfAPerson = 10;

    public async Task<DeviceSnapshot?> SnapshotAsync(long id, CancellationToken cancel)
    {
        var found = await (
            from device in db.Devices
            where device.Id == id && device.RetiredAt == null
            join sighting in db.Sightings on device.Id equals sighting.DeviceId
            select new { device, sighting }).AsNoTracking().FirstOrDefaultAsync(cancel);
        if (found is null)
            return null;

        var sections = await db.Inventory
            .Where(s => s.DeviceId == id && (s.Section == InventorySections.FileSystems || s.Section == InventorySections.Network))
            .ToDictionaryAsync(s => s.Section, s => s.Items, cancel);
        var (d, s) = (found.device, found.sighting);
        var live = connections.Find(id)?.Status;
        return new(
            presence.Now, d.Id, d.OrganisationId, d.Name, d.HostName, d.Os, d.AgentVersion, presence.Of(s.ConnectedTo, s.OnlineUntil, s.LastSeenAt), s.LastSeenAt,
            live?.BootedAt ?? s.BootedAt, live?.MetricsAt ?? s.MetricsAt, live?.Load1 ?? s.Load1, live?.MemoryUsed ?? s.MemoryUsed, live?.RootDiskUsed ?? s.RootDiskUsed,
            live?.UsersAtWork ?? UsersAtWork(s.UsersAtWork),
            SectionItems.Read(sections.GetValueOrDefault(InventorySections.FileSystems)), SectionItems.Read(sections.GetValueOrDefault(InventorySections.Network)));
    }

    public async Task<IReadOnlyDictionary<long, string>> ModelsAsync(CancellationToken cancel)
    {
        var models = new Dictionary<long, string>();
        await foreach (var section in db.Inventory.AsNoTracking().Where(s => s.Section == InventorySections.Hardware).Select(s => new { s.DeviceId, s.Items }).AsAsyncEnumerable().WithCancellation(cancel))
        {
            var machine = SectionItems.Read(section.Items).FirstOrDefault(i => i.Key == "system");
            var name = string.Join(' ', new[] { machine?.Fields.GetValueOrDefault("manufacturer"), machine?.Fields.GetValueOrDefault("model") }.Where(f => !string.IsNullOrWhiteSpace(f)));
            if (name.Length > 0)
                models[section.DeviceId] = name;
        }
        return models;
    }

    internal static IReadOnlyList<UserAtWork> UsersAtWork(string json) => JsonSerializer.Deserialize<List<UserAtWork>>(json, JsonSerializerOptions.Web)!;

    private async Task<IReadOnlyDictionary<long, DeviceName>> NamedAsync(IQueryable<Device> devices, IEnumerable<long> ids, CancellationToken cancel)
    {
        var wanted = ids.Distinct().ToList();
        return wanted.Count == 0 ? new Dictionary<long, DeviceName>() : (await NamedAsync(devices.Where(d => wanted.Contains(d.Id)), cancel)).ToDictionary(d => d.Id);
    }

    private async Task<List<DeviceName>> NamedAsync(IQueryable<Device> devices, CancellationToken cancel)
    {
        var rows = await (
            from device in devices
            join sighting in db.Sightings on device.Id equals sighting.DeviceId
            select new { device.Id, device.Name, device.OrganisationId, sighting.ConnectedTo, sighting.OnlineUntil, sighting.LastSeenAt }).ToListAsync(cancel);
        return [.. rows.Select(r => new DeviceName(r.Id, r.Name, r.OrganisationId, presence.Of(r.ConnectedTo, r.OnlineUntil, r.LastSeenAt)))];
    }
}
