using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Portal;

/// <summary>The tickets that a requester may see: their own, and those they watch.</summary>
internal sealed class OwnTickets(FettleDb db, CurrentPerson me)
{
    public IQueryable<Ticket> All()
    {
        me.Require(Permission.UsePortal);
        var (id, watchers, askedFor) = (me.Id, db.Watchers, TicketKinds.AskedFor);
        return db.Tickets.Where(t => askedFor.Contains(t.Kind) && (t.RequesterId == id || watchers.Where(w => w.PersonId == id).Select(w => w.TicketId).Contains(t.Id)));
    }

    /// <exception cref="NotFound">No such ticket, or it is neither theirs nor watched by them.</exception>
    public async Task<Ticket> ReadAsync(long number, CancellationToken cancel) =>
        await All().AsNoTracking().SingleOrDefaultAsync(t => t.Number == number, cancel) ?? throw OneTicket.Missing(number);
}
