using Fettle.Protocol;

namespace Fettle.Server.Devices;

public enum Presence
{
    /// <summary>Enrolled and not yet seen.</summary>
    Never,
    Online,
    Offline,
}

/// <summary>How other modules refer to a device.</summary>
public sealed record DeviceName(long Id, string Name, long OrganisationId, Presence Presence);

/// <summary>How a device was at one moment, as far as the server knew.</summary>
/// <param name="At">The moment.</param>
/// <param name="MetricsAt">When the device took the figures, or null where it never sent any.</param>
/// <param name="Load1">Runnable tasks averaged over a minute; null where unknown.</param>
/// <param name="MemoryUsed">0 to 1.</param>
/// <param name="RootDiskUsed">0 to 1.</param>
/// <param name="FileSystems">The inventory's section, as last sent.</param>
/// <param name="Network">The inventory's section, as last sent.</param>
public sealed record DeviceSnapshot(
    DateTimeOffset At, long Id, long OrganisationId, string Name, string HostName, string Os, string AgentVersion, Presence Presence, DateTimeOffset? LastSeenAt,
    DateTimeOffset? BootedAt, DateTimeOffset? MetricsAt, double? Load1, double? MemoryUsed, double? RootDiskUsed,
    IReadOnlyList<UserAtWork> UsersAtWork, IReadOnlyList<InventoryItem> FileSystems, IReadOnlyList<InventoryItem> Network);

/// <summary>What other modules may ask about devices. Everything is limited to the caller's organisations.</summary>
public interface IDevices
{
    /// <summary>Names for many ids in one query, retired devices' too; an id that does not exist is left out.</summary>
    Task<IReadOnlyDictionary<long, DeviceName>> NamesAsync(IEnumerable<long> ids, CancellationToken cancel);

    /// <summary>The same without those that are retired: on these something can be done.</summary>
    Task<IReadOnlyDictionary<long, DeviceName>> InServiceAsync(IEnumerable<long> ids, CancellationToken cancel);

    /// <summary>The device that somebody works at: where they are signed in now, else where they were last, else the one that is theirs; null where none is known.</summary>
    Task<DeviceName?> WorkplaceOfAsync(long personId, CancellationToken cancel);

    /// <summary>Devices of one organisation that are in service and whose name has this in it, by name.</summary>
    Task<IReadOnlyList<DeviceName>> FindAsync(long organisationId, string part, int most, CancellationToken cancel);

    /// <summary>The devices of somebody, where they are signed in first: those that they use, and those that are theirs; at most ten.</summary>
    Task<IReadOnlyList<DeviceName>> OfPersonAsync(long personId, CancellationToken cancel);

    /// <summary>What kind of machine each device is, by its id: manufacturer and model as its inventory says; one that says neither is left out.</summary>
    Task<IReadOnlyDictionary<long, string>> ModelsAsync(CancellationToken cancel);

    /// <summary>How the device is now; null where there is none, or it is retired.</summary>
    Task<DeviceSnapshot?> SnapshotAsync(long id, CancellationToken cancel);
}
