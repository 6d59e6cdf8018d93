using Fettle.Server.People;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Mail.Incoming;

/// <summary>What somebody is to a ticket.</summary>
internal enum Part
{
    /// <summary>They have none.</summary>
    None,

    /// <summary>Watches it, or was written to in its conversation by somebody who has a part in it.</summary>
    Concerned,
    Requester,

    /// <summary>Works tickets of its organisation.</summary>
    Staff,
}

/// <summary>Finds out which part in a ticket the owner of an address has.</summary>
internal sealed class WhoWrites(FettleDb db, IPeople people)
{
    /// <summary>Of a ticket with more mails than these the newest say who takes part.</summary>
    private const int MostMails = 1000;

    public sealed record Writer(PersonName? Person, Part Part);

    public async Task<Writer> RunAsync(Ticket ticket, string address, CancellationToken cancel)
    {
        var technician = (await people.TechniciansAsync(ticket.OrganisationId, cancel)).FirstOrDefault(t => string.Equals(t.Email, address, StringComparison.OrdinalIgnoreCase));
        var person = technician ?? await people.ByEmailAsync(address, cancel);
        if (person is not null && person.Id == ticket.RequesterId)
            return new(person, Part.Requester);
        if (technician is not null)
            return new(technician, Part.Staff);
        var concerned = (person is not null && await db.Watchers.AnyAsync(w => w.TicketId == ticket.Id && w.PersonId == person.Id, cancel))
            || await TakesPartAsync(ticket.Id, address, cancel);
        return new(person, concerned ? Part.Concerned : Part.None);
    }

    /// <summary>Only what stands in the conversation counts: a stranger's mail is a note, and makes nobody known.</summary>
    private async Task<bool> TakesPartAsync(long ticket, string address, CancellationToken cancel)
    {
        var mails = await (from m in db.TicketMails.AsNoTracking()
                           where m.TicketId == ticket
                           join e in db.TicketEntries on m.EntryId equals e.Id
                           where e.Public
                           orderby m.Id descending
                           select new { m.From, m.To, m.Cc }).Take(MostMails).ToListAsync(cancel);
        return mails.Any(m => m.To.Concat(m.Cc).Append(m.From).Any(a => string.Equals(a.Address, address, StringComparison.OrdinalIgnoreCase)));
    }
}
