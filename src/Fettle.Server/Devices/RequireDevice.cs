using Fettle.Server.People;
using Fettle.Server.Platform.Errors;

namespace Fettle.Server.Devices;

internal static class RequireDevice
{
    /// <summary>The device, retired or not, where the caller may see it and holds the permission in its organisation.</summary>
    /// <exception cref="NotFound">No such device in an organisation that the caller may see.</exception>
    /// <exception cref="Forbidden">The permission is not held there.</exception>
    public static async Task<DeviceName> RequireAsync(this IDevices devices, long id, CurrentPerson me, Permission permission, CancellationToken cancel)
    {
        me.Require(permission);
        var device = (await devices.NamesAsync([id], cancel)).GetValueOrDefault(id) ?? throw new NotFound($"Device {id}");
        me.Require(permission, device.OrganisationId);
        return device;
    }
}
