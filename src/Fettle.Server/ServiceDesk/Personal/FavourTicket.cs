using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.ServiceDesk.Personal;

/// <summary>Puts a ticket among the caller's favourites, or takes it out.</summary>
internal sealed class FavourTicket(FettleDb db, CurrentPerson me, OneTicket one) : IUseCase
{
    public sealed record Request(bool Favourite);

    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/tickets/{number:long}/favourite",
        (long number, Request request, FavourTicket useCase, CancellationToken cancel) => useCase.RunAsync(number, request, cancel));

    /// <exception cref="NotFound">No such ticket in an organisation where the caller works tickets.</exception>
    public async Task<NoContent> RunAsync(long number, Request request, CancellationToken cancel)
    {
        me.Require(Permission.WorkTickets);
        await db.InTransactionAsync(
            async () =>
            {
                var ticket = await one.ReadAsync(number, cancel);
                await one.LockAsync(number, cancel);
                var there = await db.Favourites.SingleOrDefaultAsync(f => f.PersonId == me.Id && f.TicketId == ticket.Id, cancel);
                if (request.Favourite && there is null)
                    db.Add(new Favourite { OrganisationId = ticket.OrganisationId, TicketId = ticket.Id, PersonId = me.Id });
                else if (!request.Favourite && there is not null)
                    db.Remove(there);
                await db.SaveChangesAsync(cancel);
            },
            cancel);
        return TypedResults.NoContent();
    }
}
