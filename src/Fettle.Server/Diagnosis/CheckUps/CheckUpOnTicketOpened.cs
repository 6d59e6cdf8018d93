using Fettle.Server.Platform.Outbox;
using Fettle.Server.ServiceDesk;

namespace Fettle.Server.Diagnosis.CheckUps;

/// <summary>Looks into the device of somebody who reports that something is wrong, before anybody asks for it.</summary>
internal sealed class CheckUpOnTicketOpened(CheckUpOnTicket checkUp) : IListenTo<TicketOpened>
{
    public Task HearAsync(TicketOpened @event, CancellationToken cancel) =>
        @event.Incident ? checkUp.RunAsync(@event.DeviceId, @event.Number, @event.Complaint, cancel) : Task.CompletedTask;
}
