using Fettle.Server.Diagnosis;
using Fettle.Server.People;
using Fettle.Server.Platform.Outbox;
using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.Loop;

/// <summary>
/// A remedy's job is over. Where the device's own evidence says that the fault is gone, the ticket becomes verified and an answer in plain words is
/// drafted; a person sends it.
/// </summary>
internal sealed class VerifyTicket(LoopLine line, IPeople people, TimeProvider clock) : IListenTo<RemedyFinished>
{
    public Task HearAsync(RemedyFinished e, CancellationToken cancel)
    {
        var once = $"remedy-finished:{e.JobId}";
        return line.WriteAsync(e.TicketNumber, once, ticket => HearAsync(ticket, e, once, cancel), cancel);
    }

    private async Task HearAsync(Ticket ticket, RemedyFinished e, string once, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var data = new EntryData
        {
            JobId = e.JobId,
            DeviceId = e.DeviceId,
            Cause = e.Cause,
            Title = e.Title,
            Verified = e.Verified,
            Failure = e.Failure,
            Evidence = e.HowVerified,
            PlainExplanation = e.PlainExplanation,
            PlainRemedy = e.PlainRemedy,
        };
        ticket.Note(EntryKind.RemedyFinished, Author.Device(e.DeviceId), now, @public: true, data: data, once: once);
        if (!e.Verified || ticket.Status is TicketStatus.Verified or TicketStatus.Closed)
            return;

        ticket.Resolve(verified: true, because: null, Author.Fettle, now);
        if (ticket.RequesterId is not { } requester)
            return;
        var name = (await people.NamesAsync([requester], cancel)).GetValueOrDefault(requester)?.Name;
        ticket.Draft(Letter(name, e), "The device's probes no longer find the fault.", now);
        ticket.Note(EntryKind.ReplyDrafted, Author.Fettle, now);
    }

    private static string Letter(string? name, RemedyFinished e) =>
        $"""
        Hello {name ?? "there"},

        we found out what was wrong. {e.PlainExplanation.Trim()}

        {e.PlainRemedy.Trim().TrimEnd('.')}.

        Afterwards we checked on your computer that it works again. We will look once more in an hour, in a day and in a week; you need not do anything.
        If something is still wrong, just answer this message.
        """;
}
