using Fettle.Server.Diagnosis;
using Fettle.Server.Platform.Outbox;
using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.Loop;

internal sealed class WriteRemedyStarted(LoopLine line, TimeProvider clock) : IListenTo<RemedyStarted>
{
    public Task HearAsync(RemedyStarted e, CancellationToken cancel)
    {
        var once = $"remedy-started:{e.JobId}";
        var data = new EntryData { JobId = e.JobId, DeviceId = e.DeviceId, Cause = e.Cause, Title = e.Title, Commands = e.Commands };
        return line.WriteAsync(
            e.TicketNumber,
            once,
            ticket => ticket.Note(
                EntryKind.RemedyStarted, e.PersonId is null ? Author.Fettle : new(AuthorKind.Staff, e.PersonId), clock.GetUtcNow(), @public: true, data: data, once: once),
            cancel);
    }
}
