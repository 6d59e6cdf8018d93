using Fettle.Server.Platform.Search;

namespace Fettle.Server.Devices.Fleet;

/// <summary>What of a device is found by searching.</summary>
internal static class FindableDevice
{
    public const string Kind = "device";

    public static SearchDocument ToDocument(this Device device) => new(
        Kind, device.Id, device.OrganisationId, SearchAudience.Staff, PersonId: null, device.Name, device.Os, $"{device.HostName} {device.MachineId}");
}
