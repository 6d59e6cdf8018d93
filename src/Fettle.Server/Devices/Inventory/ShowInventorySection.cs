using Fettle.Protocol;
using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Devices.Inventory;

/// <summary>Shows one section of a device's inventory, whole.</summary>
internal sealed class ShowInventorySection(FettleDb db, CurrentPerson me) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/devices/{id:long}/inventory/{section}", async (long id, string section, ShowInventorySection useCase, CancellationToken cancel) =>
            TypedResults.Ok(await useCase.RunAsync(id, section, cancel)));

    /// <exception cref="NotFound">No such device in an organisation that the caller may see, or it never sent this section.</exception>
    public async Task<SectionView> RunAsync(long device, string section, CancellationToken cancel)
    {
        me.Require(Permission.ViewDevices);
        var found = await db.Inventory.AsNoTracking().FirstOrDefaultAsync(s => s.DeviceId == device && s.Section == section, cancel)
            ?? throw new NotFound($"Section {section} of device {device}");
        me.Require(Permission.ViewDevices, found.OrganisationId);
        return new(found.Section, found.TakenAt, found.Count, SectionItems.Read(found.Items));
    }
}

/// <param name="Items">Null where there are too many for the device's page; ask for the section then.</param>
public sealed record SectionView(string Section, DateTimeOffset TakenAt, int Count, IReadOnlyList<InventoryItem>? Items);
