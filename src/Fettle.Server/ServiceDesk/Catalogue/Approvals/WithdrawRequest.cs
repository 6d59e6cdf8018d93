using Fettle.Server.Platform.Outbox;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Catalogue.Requests;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Catalogue.Approvals;

/// <summary>A ticket that is solved before everybody has answered asks nobody any more.</summary>
internal sealed class WithdrawRequest(FettleDb db, TimeProvider clock) : IListenTo<TicketResolved>
{
    public async Task HearAsync(TicketResolved resolved, CancellationToken cancel)
    {
        var request = await db.CatalogueRequests.SingleOrDefaultAsync(r => r.TicketId == resolved.TicketId && r.State == RequestState.Deciding, cancel);
        if (request is null)
            return;
        request.Withdraw();
        foreach (var approval in await db.Approvals.Where(a => a.TicketId == resolved.TicketId).ToListAsync(cancel))
            approval.Drop(clock.GetUtcNow());
        await db.SaveChangesAsync(cancel);
    }
}
