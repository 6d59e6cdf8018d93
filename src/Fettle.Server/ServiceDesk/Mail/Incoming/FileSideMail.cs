using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Attachments;
using Fettle.Server.ServiceDesk.Tickets;
using Fettle.Server.ServiceDesk.Vendors;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Mail.Incoming;

/// <summary>
/// Files a mail of a conversation beside a ticket: a note there, whoever wrote it. It never becomes a part of what the requester reads, and gives its sender
/// no part in the ticket; that it is not from whom we wrote to is said.
/// </summary>
internal sealed class FileSideMail(FettleDb db, OneTicket one, TimeProvider clock)
{
    /// <returns>Null where the conversation or its ticket is not there any more.</returns>
    public async Task<(Ticket Ticket, TicketEntry Entry)?> RunAsync(long sideId, Letter letter, KeepFiles.Files files, CancellationToken cancel)
    {
        if (await db.SideConversations.AsNoTracking().SingleOrDefaultAsync(s => s.Id == sideId, cancel) is not { } side)
            return null;
        // On the ticket that it was begun on, also where that goes on in another one: both are read together.
        var number = await db.Tickets.Where(t => t.Id == side.TicketId).Select(t => (long?)t.Number).SingleOrDefaultAsync(cancel);
        if (number is not { } known || await one.LockAsync(known, cancel) is not { } ticket)
            return null;
        var (doubt, now) = (DoubtOf(side, letter), clock.GetUtcNow());
        var entry = ticket.Note(
            EntryKind.SideMessage, new(AuthorKind.Requester, null), now, text: letter.Body,
            data: new()
            {
                SideId = side.Id,
                From = side.Name,
                Sender = letter.Sender,
                Doubt = doubt,
                Because = files.Left > 0 ? $"{files.Left} more files are in the message itself." : null,
            });
        // What we waited for is here. What a program sends at once ("we have received your case") is not it.
        if (ticket.Status == TicketStatus.WaitingForOther && doubt is null)
            ticket.ChangeStatus(TicketStatus.Open, $"{side.Name} has answered.", Author.Fettle, now);
        TakeFiles.AddTo(entry, files.Kept);
        await one.SaveAsync(ticket, cancel);
        return (ticket, entry);
    }

    /// <summary>Whoever writes from the house that we wrote to speaks for it, unless our mail server found that they do not.</summary>
    private static MailDoubt? DoubtOf(SideConversation side, Letter letter) =>
        letter.Proof == SenderProof.Forged ? MailDoubt.Forged
        : DomainOf(letter.Address) != DomainOf(side.Address) ? MailDoubt.NotConcerned
        : letter.Mail.Automatic ? MailDoubt.Automatic
        : null;

    private static string DomainOf(string address) => address[(address.LastIndexOf('@') + 1)..];
}
