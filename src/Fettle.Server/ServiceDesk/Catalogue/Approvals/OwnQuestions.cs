using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Catalogue.Delegating;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Catalogue.Approvals;

/// <summary>The approvals that are asked of the caller: of themselves, or of somebody for whom they stand in now; and those that they have answered.</summary>
internal sealed class OwnQuestions(FettleDb db, CurrentPerson me, StandIns standIns)
{
    public async Task<IQueryable<Approval>> AllAsync(CancellationToken cancel)
    {
        me.Require(Permission.UsePortal);
        var (of, id, requests) = (await standIns.OfAsync(me.Id, cancel), me.Id, db.CatalogueRequests);
        var tickets = db.Tickets.Where(t => t.RequesterId == id).Select(t => t.Id);
        return db.Approvals.AsNoTracking().Include(a => a.Voices)
            // What they asked for themselves is not theirs to decide, for whomever they stand in.
            .Where(a => a.State != ApprovalState.Ahead && !tickets.Contains(a.TicketId) && !requests.Any(r => r.TicketId == a.TicketId && r.AskedById == id))
            .Where(a => a.Voices.Any(v => of.Contains(v.PersonId) || v.AnsweredById == id));
    }

    /// <exception cref="NotFound">No such approval, or it is not asked of the caller.</exception>
    public async Task<Approval> RequireAsync(long id, CancellationToken cancel) =>
        await (await AllAsync(cancel)).SingleOrDefaultAsync(a => a.Id == id, cancel) ?? throw TakeAnswer.Missing(id);
}
