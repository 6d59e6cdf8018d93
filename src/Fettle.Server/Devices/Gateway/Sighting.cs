using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;

namespace Fettle.Server.Devices.Gateway;

/// <summary>When and how a device was last seen. Written on connecting, on cuts and at a coarse interval; changed by statements, not by tracking.</summary>
[NotJournalled("it changes all the time; what devices do is journalled where it changes something")]
internal sealed class Sighting : IBelongToOrganisation
{
    private Sighting() { }

    public long DeviceId { get; private set; }

    public long OrganisationId { get; private set; }

    /// <summary>The gateway that holds the device's socket; null where none does. It counts only while that gateway is alive.</summary>
    public string? ConnectedTo { get; private set; }

    /// <summary>For a device that polls: counted as online until then.</summary>
    public DateTimeOffset? OnlineUntil { get; private set; }

    public DateTimeOffset? LastSeenAt { get; private set; }

    /// <summary>When the newest challenge was made that the device has answered: an older one, or the same again, is not taken.</summary>
    public DateTimeOffset ProvedAt { get; private set; }

    public DateTimeOffset? BootedAt { get; private set; }

    public DateTimeOffset? MetricsAt { get; private set; }

    public double? Load1 { get; private set; }

    public double? MemoryUsed { get; private set; }

    public double? RootDiskUsed { get; private set; }

    /// <summary>JSON of <see cref="Fettle.Protocol.UserAtWork"/>.</summary>
    public string UsersAtWork { get; private set; } = "[]";

    /// <summary>The whole inventory is to be sent again.</summary>
    public bool InventoryWanted { get; private set; }

    public static Sighting NotYet(long device, long organisation) =>
        new() { DeviceId = device, OrganisationId = organisation, ProvedAt = DateTimeOffset.UnixEpoch, InventoryWanted = true };
}
