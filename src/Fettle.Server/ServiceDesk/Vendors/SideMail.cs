using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Mail;
using Fettle.Server.ServiceDesk.Mail.Outgoing;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Vendors;

/// <summary>Writes down a mail of a side conversation, to be sent as every mail of the desk is, under ids of the conversation's own.</summary>
internal sealed class SideMail(FettleDb db, CurrentPerson me, OneTicket one, SenderOf senders, OwnAddresses own, ThreadToken token, TimeProvider clock)
{
    /// <summary>In the transaction that also keeps the conversation.</summary>
    /// <param name="files">Attachments of the ticket that go with it.</param>
    /// <returns>The ticket's organisation, and the entry.</returns>
    /// <exception cref="NotFound">The caller does not work the ticket.</exception>
    /// <exception cref="Conflict">There is no address to send from, or it would be sent to ourselves.</exception>
    public async Task<(long Organisation, long Entry)> WriteAsync(long number, Func<Ticket, Task<SideConversation>> find, string body, IReadOnlyList<long>? files, CancellationToken cancel)
    {
        (SideConversation Side, TicketEntry Entry, Ticket Ticket)? written = null;
        await one.ChangeAsync(
            number,
            version: null,
            async ticket =>
            {
                var side = await find(ticket);
                if (await own.IncludesAsync(side.Address, cancel))
                    throw new Conflict($"{side.Address} is an address of the desk: what is sent there comes in again.");
                var entry = ticket.Note(
                    EntryKind.SideMessage, Author.Staff(me), clock.GetUtcNow(), text: body,
                    data: new() { SideId = side.Id, To = side.Name, Files = files is { Count: > 0 } ? files : null });
                written = (side, entry, ticket);
            },
            cancel);
        var (conversation, note, of) = written!.Value;
        var sender = await senders.QueueAsync(of.OrganisationId, of.QueueId, cancel)
            ?? throw new Conflict("There is no address to send from. Somebody who administers the installation sets one up under Settings, Mail.");
        db.Add(new TicketMail
        {
            OrganisationId = of.OrganisationId,
            TicketId = of.Id,
            EntryId = note.Id,
            SideId = conversation.Id,
            Direction = MailDirection.Out,
            MessageId = token.SideMessageId(of.Number, conversation.Id, note.Id, sender.Address),
            From = new(sender.DisplayName, sender.Address),
            To = [new(conversation.Name, conversation.Address)],
            Correspondent = conversation.Address,
            Subject = await db.TicketMails.AnyAsync(m => m.SideId == conversation.Id, cancel) ? $"Re: {conversation.Subject}" : conversation.Subject,
            HasHtml = true,
            At = clock.GetUtcNow(),
            State = MailState.Waiting,
            NextAttemptAt = clock.GetUtcNow(),
            SenderId = sender.Id,
        });
        await db.SaveChangesAsync(cancel);
        return (of.OrganisationId, note.Id);
    }
}
