using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Search;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.Devices.Fleet;

/// <summary>Takes a device out of service: its agent is shut out at once, its history stays.</summary>
internal sealed class RetireDevice(FettleDb db, ISearchIndex search, CurrentPerson me, TimeProvider clock) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapDelete("/devices/{id:long}", async Task<NoContent> (long id, RetireDevice useCase, CancellationToken cancel) =>
        {
            await useCase.RunAsync(id, cancel);
            return TypedResults.NoContent();
        });

    /// <exception cref="NotFound">No such device in an organisation that the caller may see.</exception>
    /// <exception cref="Conflict">It is retired already.</exception>
    public async Task RunAsync(long id, CancellationToken cancel)
    {
        me.Require(Permission.ManageDevices);
        var device = await db.Devices.FirstOrDefaultAsync(d => d.Id == id, cancel) ?? throw new NotFound($"Device {id}");
        me.Require(Permission.ManageDevices, device.OrganisationId);

        device.Retire(clock.GetUtcNow());
        db.Tell(new DeviceRetired(device.OrganisationId, id));
        db.Nudge(AgentTopics.ShutOut, id, device.OrganisationId);
        db.Nudge("devices", null, device.OrganisationId);
        await db.InTransactionAsync(
            async () =>
            {
                await db.SaveChangesAsync(cancel);
                await search.RemoveAsync(FindableDevice.Kind, id, cancel);
            },
            cancel);
    }
}
