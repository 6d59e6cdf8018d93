using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Tickets;

/// <summary>Takes back what was said about two tickets, from either end.</summary>
internal sealed class UnlinkTickets(FettleDb db, CurrentPerson me, OneTicket one, TimeProvider clock) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapDelete(
        "/tickets/{number:long}/links/{linkId:long}",
        (long number, long linkId, UnlinkTickets useCase, CancellationToken cancel) => useCase.RunAsync(number, linkId, cancel));

    /// <exception cref="NotFound">No such ticket in an organisation where the caller works tickets, or it has no such link.</exception>
    public async Task<TicketState> RunAsync(long number, long linkId, CancellationToken cancel)
    {
        var id = (await one.ReadAsync(number, cancel)).Id;
        var link = await db.TicketLinks.SingleOrDefaultAsync(l => l.Id == linkId && (l.FromId == id || l.ToId == id), cancel)
            ?? throw new NotFound($"Link {linkId} of ticket {number}");
        var otherId = link.FromId == id ? link.ToId : link.FromId;
        var otherNumber = await db.Tickets.Where(t => t.Id == otherId).Select(t => t.Number).SingleAsync(cancel);
        return await one.ChangeAsync(
            number,
            otherNumber,
            async (ticket, other) =>
            {
                // Somebody may have been faster.
                if (!await db.TicketLinks.AnyAsync(l => l.Id == linkId, cancel))
                    throw new NotFound($"Link {linkId} of ticket {number}");
                db.Remove(link);
                ticket.Note(EntryKind.Unlinked, Author.Staff(me), clock.GetUtcNow(), data: new() { Ticket = other.Number, Link = link.Kind });
                other.Note(EntryKind.Unlinked, Author.Staff(me), clock.GetUtcNow(), data: new() { Ticket = ticket.Number, Link = link.Kind });
                await one.SaveAsync(other, cancel);
            },
            cancel);
    }
}
