using Fettle.Server.Devices;
using Fettle.Server.Platform.Outbox;
using Fettle.Server.ServiceDesk;

namespace Fettle.Server.Diagnosis.CheckUps;

/// <summary>Looks into a ticket's device because a rule of the desk asks for it, whether it was looked into before or not.</summary>
internal sealed class CheckUpOnWish(BeginCheckUp begin, IDevices devices) : IListenTo<CheckUpWanted>
{
    public async Task HearAsync(CheckUpWanted @event, CancellationToken cancel)
    {
        if ((await devices.InServiceAsync([@event.DeviceId], cancel)).Count > 0)
            await begin.RunAsync(@event.DeviceId, @event.Complaint, @event.Number, person: null, cancel);
    }
}
