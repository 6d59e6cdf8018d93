using Fettle.Server.Devices;
using Fettle.Server.People;

namespace Fettle.Server.ServiceDesk.Tickets;

internal sealed record PersonRef(long Id, string Name);

internal sealed record DeviceRef(long Id, string Name, Presence Presence);

internal sealed record QueueRef(long Id, string Name);

/// <summary>The names of everybody and every device on a page, asked once for all of them.</summary>
internal sealed class Names(IPeople people, IDevices devices)
{
    private IReadOnlyDictionary<long, PersonName> _people = new Dictionary<long, PersonName>();
    private IReadOnlyDictionary<long, DeviceName> _devices = new Dictionary<long, DeviceName>();

    public async Task LoadAsync(IEnumerable<long?> personIds, IEnumerable<long?> deviceIds, CancellationToken cancel)
    {
        var (persons, machines) = (Distinct(personIds), Distinct(deviceIds));
        if (persons.Count > 0)
            _people = await people.NamesAsync(persons, cancel);
        if (machines.Count > 0)
            _devices = await devices.NamesAsync(machines, cancel);
    }

    /// <summary>Somebody whose name the caller may not know is there, without a name.</summary>
    public PersonRef? Person(long? id) => id is { } known ? new(known, _people.GetValueOrDefault(known)?.Name ?? $"Person {known}") : null;

    public string? NameOf(long? id) => id is { } known ? _people.GetValueOrDefault(known)?.Name : null;

    public DeviceRef? Device(long? id) =>
        id is not { } known ? null
        : _devices.GetValueOrDefault(known) is { } device ? new(known, device.Name, device.Presence)
        : new(known, $"Device {known}", Presence.Never);

    private static HashSet<long> Distinct(IEnumerable<long?> ids) => [.. from id in ids where id is not null select id.Value];
}
