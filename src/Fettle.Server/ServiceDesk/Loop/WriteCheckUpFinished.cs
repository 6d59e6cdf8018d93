using Fettle.Server.Diagnosis;
using Fettle.Server.Platform.Outbox;
using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.Loop;

internal sealed class WriteCheckUpFinished(LoopLine line, TimeProvider clock) : IListenTo<CheckUpFinished>
{
    public Task HearAsync(CheckUpFinished e, CancellationToken cancel)
    {
        var once = $"check-up-finished:{e.CheckUpId}";
        var data = new EntryData { CheckUpId = e.CheckUpId, DeviceId = e.DeviceId, Causes = e.Causes, Evidence = e.Evidence, Failure = e.Failure };
        return line.WriteAsync(
            e.TicketNumber,
            once,
            ticket => ticket.Note(EntryKind.CheckUpFinished, Author.Device(e.DeviceId), clock.GetUtcNow(), @public: true, data: data, once: once),
            cancel);
    }
}
