using Fettle.Mail;
using Fettle.Server.People;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Mail.Outgoing;

/// <summary>To whom an answer on a ticket goes: its requester, and in copy those who watch it and are not of the desk.</summary>
internal sealed class Recipients(FettleDb db, IPeople people, OwnAddresses own)
{
    /// <param name="CameByMail">The requester wrote by mail, and so waits for the answer there.</param>
    public sealed record Found(MailAddress To, IReadOnlyList<MailAddress> Cc, bool CameByMail);

    /// <summary>Null where there is nobody with an address. None of the desk's own is among them: what goes there comes in again.</summary>
    public async Task<Found?> OfAsync(Ticket ticket, CancellationToken cancel)
    {
        if (ticket.RequesterId is not { } requester)
            return null;
        var watchers = await db.Watchers.Where(w => w.TicketId == ticket.Id && w.PersonId != requester).OrderBy(w => w.PersonId).Select(w => w.PersonId).ToListAsync(cancel);
        var known = await people.NamesAsync([requester, .. watchers], cancel);
        var ours = await own.AmongAsync(known.Values.Select(p => p.Email).OfType<string>(), cancel);
        if (Address(known.GetValueOrDefault(requester)) is not { } to)
            return null;
        var cc = from id in watchers
                 let person = known.GetValueOrDefault(id)
                 where person is { Staff: false }
                 let address = Address(person)
                 where address is not null && address.Address != to.Address
                 select address;
        var entries = db.TicketEntries;
        var byMail = await db.TicketMails.AnyAsync(m => m.TicketId == ticket.Id && m.Direction == MailDirection.In && entries.Any(e => e.Id == m.EntryId && e.Public), cancel);
        return new(to, [.. cc], byMail);

        MailAddress? Address(PersonName? person) => person?.Email is { } email && !ours.Contains(email) ? new(person.Name, email) : null;
    }
}
