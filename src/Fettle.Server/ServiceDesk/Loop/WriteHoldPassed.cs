using Fettle.Server.Diagnosis;
using Fettle.Server.Platform.Outbox;
using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.Loop;

internal sealed class WriteHoldPassed(LoopLine line, TimeProvider clock) : IListenTo<HoldPassed>
{
    public Task HearAsync(HoldPassed e, CancellationToken cancel)
    {
        var once = $"hold:{e.HoldId}";
        var data = new EntryData { HoldId = e.HoldId, DeviceId = e.DeviceId, Cause = e.Cause, After = e.After };
        return line.WriteAsync(
            e.TicketNumber, once, ticket => ticket.Note(EntryKind.HoldPassed, Author.Device(e.DeviceId), clock.GetUtcNow(), @public: true, data: data, once: once), cancel);
    }
}
