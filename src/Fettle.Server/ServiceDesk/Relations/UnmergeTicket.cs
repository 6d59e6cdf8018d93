using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Relations;

/// <summary>Takes a merge back: the ticket is what it was, and who came over with it no longer watches the other. What was said since stays where it was said.</summary>
internal sealed class UnmergeTicket(FettleDb db, CurrentPerson me, OneTicket one, TimeProvider clock) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapDelete(
        "/tickets/{number:long}/merge",
        (long number, UnmergeTicket useCase, CancellationToken cancel) => useCase.RunAsync(number, cancel));

    /// <exception cref="NotFound">No such ticket in an organisation where the caller works tickets.</exception>
    /// <exception cref="Conflict">It is not merged.</exception>
    public async Task<TicketState> RunAsync(long number, CancellationToken cancel)
    {
        me.Require(Permission.WorkTickets);
        var ticket = await one.ReadAsync(number, cancel);
        var survivor = await db.Tickets.Where(t => t.Id == ticket.MergedIntoId).Select(t => (long?)t.Number).SingleOrDefaultAsync(cancel)
            ?? throw new Conflict($"Ticket {number} is not merged into another one.");
        return await one.ChangeAsync(
            number,
            survivor,
            async (merged, into) =>
            {
                merged.TakeOutOf(into, Author.Staff(me), clock.GetUtcNow());
                db.RemoveRange(await db.Watchers.Where(w => w.TicketId == into.Id && w.BroughtById == merged.Id).ToListAsync(cancel));
                await one.SaveAsync(into, cancel);
            },
            cancel);
    }
}
