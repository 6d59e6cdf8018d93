using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.ServiceDesk.Tickets;

/// <summary>Remembers that the caller has looked at a ticket: it is not shown as unread until the requester's side writes again.</summary>
internal sealed class MarkTicketSeen(FettleDb db, CurrentPerson me, OneTicket one, TimeProvider clock) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/tickets/{number:long}/seen",
        (long number, MarkTicketSeen useCase, CancellationToken cancel) => useCase.RunAsync(number, cancel));

    /// <exception cref="NotFound">No such ticket in an organisation where the caller works tickets.</exception>
    public async Task<NoContent> RunAsync(long number, CancellationToken cancel)
    {
        me.Require(Permission.WorkTickets);
        var (ticket, now) = (await one.ReadAsync(number, cancel), clock.GetUtcNow());
        await db.InTransactionAsync(
            async () =>
            {
                // Two windows of the same person at once: the row's own lock orders them.
                await one.LockAsync(number, cancel);
                if (await db.TicketsSeen.Where(s => s.PersonId == me.Id && s.TicketId == ticket.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.At, now), cancel) == 0)
                    db.Add(new TicketSeen { OrganisationId = ticket.OrganisationId, TicketId = ticket.Id, PersonId = me.Id, At = now });
                await db.SaveChangesAsync(cancel);
            },
            cancel);
        return TypedResults.NoContent();
    }
}
