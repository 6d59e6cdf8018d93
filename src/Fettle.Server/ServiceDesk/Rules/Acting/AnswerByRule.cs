using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Mail;
using Fettle.Server.ServiceDesk.Mail.Outgoing;
using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.Rules.Acting;

/// <summary>
/// Sends a rule's reply by mail to the requester alone, marked as automatic, where a program may write to them: never to a program, an address of the
/// desk or one that mail does not reach, and no more often than confirmations (<see cref="MayBeAcknowledged"/>). It stands in the portal in any case.
/// </summary>
internal sealed class AnswerByRule(FettleDb db, Recipients recipients, SenderOf senders, MayBeAcknowledged may, ThreadToken token, TimeProvider clock)
{
    public async Task MailAsync(Ticket ticket, TicketEntry answer, CancellationToken cancel)
    {
        if (await recipients.OfAsync(ticket, cancel) is not { To: { Address: { } address } } || await senders.QueueAsync(ticket.OrganisationId, ticket.QueueId, cancel) is not { } sender
            || !await may.ToAddressAsync(ticket.OrganisationId, address.ToLowerInvariant(), cancel))
        {
            return;
        }
        db.Add(new TicketMail
        {
            OrganisationId = ticket.OrganisationId,
            TicketId = ticket.Id,
            EntryId = answer.Id,
            Direction = MailDirection.Out,
            MessageId = token.MessageId(ticket.Number, answer.Id, sender.Address),
            From = new(sender.DisplayName, sender.Address),
            // The address alone, and a subject of our own: the rest a stranger may have written.
            To = [new(null, address)],
            Correspondent = address.ToLowerInvariant(),
            Subject = $"[#{ticket.Number}] Your request",
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
