using Fettle.Mail;
using Fettle.Server.People;
using Fettle.Server.Platform.Blobs;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Catalogue.Approvals;
using Fettle.Server.ServiceDesk.Portal;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Mail.Shown;

/// <summary>Takes one mail to look at, for those who may, and reads it anew from the message as it came or went.</summary>
internal sealed class OneMail(FettleDb db, CurrentPerson me, IPeople people, OwnTickets own, BlobStore blobs)
{
    /// <exception cref="NotFound">No such mail on a ticket that the caller may read.</exception>
    public async Task<TicketMail> RequireAsync(long id, CancellationToken cancel)
    {
        if (!me.May(Permission.ViewTickets))
            me.Require(Permission.UsePortal);
        var found = await (from m in db.TicketMails
                           where m.Id == id
                           join e in db.TicketEntries on m.EntryId equals e.Id
                           select new { Mail = m, e.Public, e.Kind }).AsNoTracking().SingleOrDefaultAsync(cancel);
        // The link in it answers in its reader's name.
        return found is not null && !ApprovalLetter.IsPrivate(found.Kind) && (me.May(Permission.ViewTickets, found.Mail.OrganisationId) || (found.Public && await IsTheirsAsync(found.Mail, cancel)))
            ? found.Mail
            : throw new NotFound($"Mail {id}");
    }

    /// <summary>The message as it came or went.</summary>
    /// <exception cref="NotFound">It is not sent yet.</exception>
    public Stream Open(TicketMail mail) => (mail.RawHash is { } hash ? blobs.Open(hash) : null) ?? throw new NotFound($"The message of mail {mail.Id}");

    /// <summary>Calls <paramref name="look"/> with what is understood of the message; what it reads is there until it returns.</summary>
    /// <exception cref="NotFound">It is not sent yet.</exception>
    public async Task<T> ReadAsync<T>(TicketMail mail, Func<MailMessage, T> look, CancellationToken cancel)
    {
        await using var stream = Open(mail);
        using var raw = await RawMail.ReceiveAsync(stream, cancel: cancel);
        return look(MailReader.Read(raw, cancel: cancel));
    }

    /// <summary>A requester sees the mail of their own ticket. Who only watches sees what came from or went to them: the rest may quote what is not for them.</summary>
    private async Task<bool> IsTheirsAsync(TicketMail mail, CancellationToken cancel)
    {
        var ticket = await own.All().Where(t => t.Id == mail.TicketId).Select(t => new { t.RequesterId }).SingleOrDefaultAsync(cancel);
        if (ticket is null || ticket.RequesterId == me.Id)
            return ticket is not null;
        var address = (await people.NamesAsync([me.Id], cancel)).GetValueOrDefault(me.Id)?.Email;
        return address is not null && mail.To.Concat(mail.Cc).Append(mail.From).Any(a => a.Address.Equals(address, StringComparison.OrdinalIgnoreCase));
    }
}
