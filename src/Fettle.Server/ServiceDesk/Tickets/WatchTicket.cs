using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Tickets;

/// <summary>Lets somebody follow a ticket. A requester who watches it sees it in their portal like their own.</summary>
internal sealed class WatchTicket(FettleDb db, CurrentPerson me, IPeople people, OneTicket one, TimeProvider clock) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/tickets/{number:long}/watchers/{personId:long}",
        (long number, long personId, WatchTicket useCase, CancellationToken cancel) => useCase.RunAsync(number, personId, cancel));

    /// <exception cref="NotFound">No such ticket in an organisation where the caller works tickets.</exception>
    /// <exception cref="Invalid">The person neither belongs to the organisation nor works its tickets.</exception>
    public Task<TicketState> RunAsync(long number, long personId, CancellationToken cancel) => one.ChangeAsync(
        number, version: null, ticket => AddAsync(ticket, personId, Author.Staff(me), cancel), cancel);

    /// <summary>The change itself, to a ticket that is locked.</summary>
    public async Task AddAsync(Ticket ticket, long personId, Author by, CancellationToken cancel)
    {
        if (await db.Watchers.AnyAsync(w => w.TicketId == ticket.Id && w.PersonId == personId, cancel))
            return;
        var person = (await people.NamesAsync([personId], cancel)).GetValueOrDefault(personId);
        var concerned = person?.OrganisationId == ticket.OrganisationId
            || (await people.TechniciansAsync(ticket.OrganisationId, cancel)).Any(t => t.Id == personId);
        if (person is null || !concerned)
            throw new Invalid("personId", "neither belongs to the ticket's organisation nor works its tickets");
        ticket.Watchers.Add(new() { OrganisationId = ticket.OrganisationId, PersonId = personId });
        ticket.Note(EntryKind.WatchersChanged, by, clock.GetUtcNow(), data: new() { To = person.Name, PersonId = personId });
    }
}
