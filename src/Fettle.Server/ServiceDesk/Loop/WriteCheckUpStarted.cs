using Fettle.Server.Diagnosis;
using Fettle.Server.Platform.Outbox;
using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.Loop;

internal sealed class WriteCheckUpStarted(LoopLine line, TimeProvider clock) : IListenTo<CheckUpStarted>
{
    public Task HearAsync(CheckUpStarted e, CancellationToken cancel)
    {
        var once = $"check-up-started:{e.CheckUpId}";
        return line.WriteAsync(
            e.TicketNumber,
            once,
            ticket => ticket.Note(
                EntryKind.CheckUpStarted, Author.Fettle, clock.GetUtcNow(), @public: true, data: new() { CheckUpId = e.CheckUpId, DeviceId = e.DeviceId }, once: once),
            cancel);
    }
}
