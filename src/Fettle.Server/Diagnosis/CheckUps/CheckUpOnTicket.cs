using Fettle.Server.Devices;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Diagnosis.CheckUps;

/// <summary>Looks into a ticket's device by itself, once for each device that the ticket gets.</summary>
internal sealed class CheckUpOnTicket(FettleDb db, BeginCheckUp begin, IDevices devices)
{
    public async Task RunAsync(long? device, long ticket, string complaint, CancellationToken cancel)
    {
        if (device is not { } id || (await devices.InServiceAsync([id], cancel)).Count == 0)
            return;
        if (!await db.CheckUps.AnyAsync(c => c.TicketNumber == ticket && c.DeviceId == id, cancel))
            await begin.RunAsync(id, complaint, ticket, person: null, cancel);
    }
}
