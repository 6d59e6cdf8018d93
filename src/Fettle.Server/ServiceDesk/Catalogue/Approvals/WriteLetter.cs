using Fettle.Mail;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Mail;
using Fettle.Server.ServiceDesk.Mail.Bounces;
using Fettle.Server.ServiceDesk.Mail.Outgoing;
using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.Catalogue.Approvals;

/// <summary>Writes down, in the caller's transaction, that an entry is to go out by mail; its words are those of <see cref="ApprovalLetter"/>.</summary>
internal sealed class WriteLetter(FettleDb db, SenderOf senders, OwnAddresses own, BouncedAddresses bounced, ThreadToken token, TimeProvider clock)
{
    /// <summary>Nothing is written where the organisation sends no mail, or the address is one of the desk's own or takes none.</summary>
    public async Task RunAsync(Ticket ticket, TicketEntry entry, MailAddress to, string subject, CancellationToken cancel)
    {
        var address = to.Address.ToLowerInvariant();
        if (await senders.QueueAsync(ticket.OrganisationId, ticket.QueueId, cancel) is not { } sender
            || await own.IncludesAsync(address, cancel) || await bounced.IncludeAsync(ticket.OrganisationId, address, cancel))
        {
            return;
        }
        db.Add(new TicketMail
        {
            OrganisationId = ticket.OrganisationId,
            TicketId = ticket.Id,
            EntryId = entry.Id,
            Direction = MailDirection.Out,
            MessageId = token.MessageId(ticket.Number, entry.Id, sender.Address),
            From = new(sender.DisplayName, sender.Address),
            To = [to],
            Correspondent = address,
            Subject = subject,
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
