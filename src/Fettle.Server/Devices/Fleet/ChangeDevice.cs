using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Search;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.Devices.Fleet;

/// <summary>Gives a device a name, a place, an owner. All three are set to what is sent.</summary>
internal sealed class ChangeDevice(FettleDb db, IPeople people, ISearchIndex search, CurrentPerson me) : IUseCase
{
    /// <param name="Name">Null or empty: its host name.</param>
    /// <param name="OwnerId">The person whose device it is; null: shared.</param>
    public sealed record Request(string? Name, long? SiteId, long? OwnerId);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPut("/devices/{id:long}", async Task<NoContent> (long id, Request request, ChangeDevice useCase, CancellationToken cancel) =>
        {
            await useCase.RunAsync(id, request, cancel);
            return TypedResults.NoContent();
        });

    /// <exception cref="NotFound">No such device in an organisation that the caller may see.</exception>
    /// <exception cref="Invalid">The name is too long, or the owner is not of the device's organisation.</exception>
    public async Task RunAsync(long id, Request request, CancellationToken cancel)
    {
        me.Require(Permission.ManageDevices);
        var device = await db.Devices.FirstOrDefaultAsync(d => d.Id == id, cancel) ?? throw new NotFound($"Device {id}");
        me.Require(Permission.ManageDevices, device.OrganisationId);
        if (request.Name?.Length > Device.LongestName)
            throw new Invalid(nameof(request.Name), $"is longer than {Device.LongestName} characters");
        if (request.OwnerId is { } owner && (await people.NamesAsync([owner], cancel)).GetValueOrDefault(owner)?.OrganisationId != device.OrganisationId)
            throw new Invalid(nameof(request.OwnerId), "is nobody of the device's organisation");

        device.Rename(HostileText.LineOrNull(request.Name, Device.LongestName) ?? device.HostName);
        device.StandAt(request.SiteId);
        device.BelongTo(request.OwnerId);
        db.Nudge("device", id, device.OrganisationId);
        await db.InTransactionAsync(
            async () =>
            {
                await db.SaveChangesAsync(cancel);
                await search.PutAsync(device.ToDocument(), cancel);
            },
            cancel);
    }
}
