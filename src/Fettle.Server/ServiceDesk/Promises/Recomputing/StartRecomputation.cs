using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Promises.Recomputing;

/// <summary>What a change of a calendar or a level sets going.</summary>
/// <param name="Id">Its progress is in the list of recomputations.</param>
/// <param name="Tickets">How many tickets it will look at: those that are not solved, where the change reaches.</param>
internal sealed record RecomputationStarted(long Id, int Tickets);

/// <summary>Orders, in the transaction of a change, that the clocks of the tickets that it reaches are read anew.</summary>
internal sealed class StartRecomputation(FettleDb db, InForce levels, TimeProvider clock)
{
    /// <param name="organisation">Null: every organisation's tickets.</param>
    public async Task<RecomputationStarted> RunAsync(long? organisation, string because, CancellationToken cancel)
    {
        levels.Forget();
        // Counted over every organisation that the change reaches, which may be more than the caller sees.
        var total = await db.Tickets.IgnoreQueryFilters()
            .CountAsync(t => TicketStatuses.Active.Contains(t.Status) && TicketKinds.AskedFor.Contains(t.Kind) && (organisation == null || t.OrganisationId == organisation), cancel);
        var run = new TargetRecomputation { OrganisationId = organisation, Because = because, Total = total, StartedAt = clock.GetUtcNow() };
        db.Add(run);
        await db.SaveChangesAsync(cancel);
        return new(run.Id, total);
    }
}
