using Fettle.Server.Diagnosis;
using Fettle.Server.Platform.Outbox;
using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.Loop;

/// <summary>Looking at the same remedy twice is one line.</summary>
internal sealed class WriteRemedyPreviewed(LoopLine line, TimeProvider clock) : IListenTo<RemedyPreviewed>
{
    public Task HearAsync(RemedyPreviewed e, CancellationToken cancel)
    {
        var once = $"remedy-previewed:{e.CheckUpId}:{e.Cause}:{e.Title}:{e.PersonId}";
        var data = new EntryData { CheckUpId = e.CheckUpId, DeviceId = e.DeviceId, Cause = e.Cause, Title = e.Title, Commands = e.Commands };
        return line.WriteAsync(
            e.TicketNumber,
            once,
            ticket => ticket.Note(EntryKind.RemedyPreviewed, e.PersonId is null ? Author.Fettle : new(AuthorKind.Staff, e.PersonId), clock.GetUtcNow(), data: data, once: once),
            cancel);
    }
}
