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

/// <summary>What other modules may ask about devices. Everything is limited to the caller's organisations.</summary>
public interface IDevices
{
    /// <summary>Names for many ids in one query; an id that does not exist is left out.</summary>
    Task<IReadOnlyDictionary<long, DeviceName>> NamesAsync(IEnumerable<long> ids, CancellationToken cancel);

    /// <summary>The device that somebody works at: where they are signed in now, else where they were last, else the one that is theirs; null where none is known.</summary>
    Task<DeviceName?> WorkplaceOfAsync(long personId, CancellationToken cancel);
}
