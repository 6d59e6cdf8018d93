using Fettle.Server.Platform.Outbox;
using Fettle.Server.ServiceDesk;

namespace Fettle.Server.Diagnosis.CheckUps;

/// <summary>Looks into the device that a ticket turned out to be about.</summary>
internal sealed class CheckUpOnTicketDeviceChanged(CheckUpOnTicket checkUp) : IListenTo<TicketDeviceChanged>
{
    public Task HearAsync(TicketDeviceChanged @event, CancellationToken cancel) => checkUp.RunAsync(@event.DeviceId, @event.Number, @event.Complaint, cancel);
}
