using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Tickets;

/// <summary>Ends somebody's following of a ticket.</summary>
internal sealed class UnwatchTicket(FettleDb db, CurrentPerson me, IPeople people, OneTicket one, TimeProvider clock) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapDelete(
        "/tickets/{number:long}/watchers/{personId:long}",
        (long number, long personId, UnwatchTicket useCase, CancellationToken cancel) => useCase.RunAsync(number, personId, cancel));

    /// <exception cref="NotFound">No such ticket in an organisation where the caller works tickets.</exception>
    public Task<TicketState> RunAsync(long number, long personId, CancellationToken cancel) => one.ChangeAsync(
        number,
        version: null,
        async ticket =>
        {
            if (await db.Watchers.SingleOrDefaultAsync(w => w.TicketId == ticket.Id && w.PersonId == personId, cancel) is not { } watcher)
                return;
            db.Remove(watcher);
            var name = (await people.NamesAsync([personId], cancel)).GetValueOrDefault(personId)?.Name;
            ticket.Note(EntryKind.WatchersChanged, Author.Staff(me), clock.GetUtcNow(), data: new() { From = name, PersonId = personId });
        },
        cancel);
}
