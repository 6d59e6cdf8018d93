using Fettle.Server.People;
using Fettle.Server.Platform.Outbox;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Settings;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Mail.Outgoing;

/// <summary>
/// Tells who wrote that their mail has become a ticket, once, where the sender's settings want it and a program may answer. It holds nothing that a
/// stranger wrote, not even the subject: whoever forges an address must not be able to have his words delivered to it by us.
/// </summary>
internal sealed class AcknowledgeNewTicket(
    FettleDb db, OneTicket one, SenderOf senders, IPeople people, MayBeAcknowledged may, ThreadToken token, ServerSettings settings, TimeProvider clock)
    : IListenTo<TicketOpened>
{
    public const string UsualText =
        """
        Thank you, your message has arrived. It has the number {{ticket.number}}, and somebody will look at it.

        If there is something to add, just answer this mail.
        """;

    private const string Once = "acknowledged";

    public async Task HearAsync(TicketOpened opened, CancellationToken cancel)
    {
        var received = await (from m in db.TicketMails
                              where m.TicketId == opened.TicketId && m.Direction == MailDirection.In
                              join e in db.TicketEntries on m.EntryId equals e.Id
                              where e.Kind == EntryKind.Opened
                              select m).AsNoTracking().FirstOrDefaultAsync(cancel);
        if (received is null || !await may.ToAsync(received, cancel) || await one.LockAsync(opened.Number, cancel) is not { } ticket)
            return;
        if (await senders.QueueAsync(ticket.OrganisationId, ticket.QueueId, cancel) is not { Acknowledges: true } sender
            || await db.TicketEntries.AnyAsync(e => e.TicketId == ticket.Id && e.Once == Once, cancel))
        {
            return;
        }

        var queue = await db.Queues.Where(q => q.Id == ticket.QueueId).Select(q => q.Name).SingleAsync(cancel);
        var organisations = await people.OrganisationNamesAsync([ticket.OrganisationId], cancel);
        var variables = new LetterVariables(ticket, sender, Requester: null, Agent: null, queue, organisations.GetValueOrDefault(ticket.OrganisationId), settings);
        var text = MailTemplate.Of(sender.AcknowledgementText ?? UsualText).Text(variables.Value);
        var entry = ticket.Note(EntryKind.Acknowledged, Author.Fettle, clock.GetUtcNow(), text: text, data: new() { To = received.Correspondent }, once: Once);
        await one.SaveAsync(ticket, cancel);
        db.Add(new TicketMail
        {
            OrganisationId = ticket.OrganisationId,
            TicketId = ticket.Id,
            EntryId = entry.Id,
            Direction = MailDirection.Out,
            MessageId = token.MessageId(ticket.Number, entry.Id, sender.Address),
            From = new(sender.DisplayName, sender.Address),
            // The address alone: the name beside it is the stranger's words, too.
            To = [new(null, received.Correspondent)],
            Correspondent = received.Correspondent,
            Subject = $"[#{ticket.Number}] Your message has arrived",
            Automatic = true,
            HasHtml = true,
            At = clock.GetUtcNow(),
            State = MailState.Waiting,
            NextAttemptAt = clock.GetUtcNow(),
            SenderId = sender.Id,
        });
        await db.SaveChangesAsync(cancel);
    }
}
