using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Relations;

/// <summary>
/// Lets a ticket go on in another one that is about the same. What was written on it is shown there, whoever asked or watched here watches there, and
/// every later word follows. Nothing is moved, so that it can be taken back whole.
/// </summary>
internal sealed class MergeTickets(FettleDb db, CurrentPerson me, OneTicket one, TimeProvider clock) : IUseCase
{
    /// <param name="Into">The ticket that stays.</param>
    public sealed record Request(long Into, long? Version = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/tickets/{number:long}/merge",
        (long number, Request request, MergeTickets useCase, CancellationToken cancel) => useCase.RunAsync(number, request, cancel));

    /// <exception cref="NotFound">One of the tickets is in no organisation where the caller works tickets.</exception>
    /// <exception cref="Invalid">It is the ticket itself, one of another organisation, or only one of the two is a problem.</exception>
    /// <exception cref="Conflict">One of them is merged already, the one that stays is closed, or the other has open children.</exception>
    public Task<TicketState> RunAsync(long number, Request request, CancellationToken cancel) => one.ChangeAsync(
        number,
        request.Into,
        async (ticket, into) =>
        {
            if (request.Version is { } seen && seen != ticket.Version)
                throw OneTicket.ChangedMeanwhile(number);
            if (into.Id == ticket.Id)
                throw new Invalid("into", "is this ticket itself");
            if (into.OrganisationId != ticket.OrganisationId)
                throw new Invalid("into", "is a ticket of another organisation");
            if (into.Kind == TicketKind.Change || ticket.Kind == TicketKind.Change)
                throw new Invalid("into", "cannot be: a change is planned and approved by itself. Link the two instead");
            if (into.Kind.IsAskedFor != ticket.Kind.IsAskedFor)
                throw new Invalid("into", "cannot be: a problem stands behind several tickets and is none of them");
            var active = TicketStatuses.Active;
            if (await db.Tickets.AnyAsync(t => t.ParentId == ticket.Id && active.Contains(t.Status), cancel))
                throw new Conflict($"Ticket {number} has open children. Merge the other one into it, or give the children another parent first.");

            ticket.MergeInto(into, Author.Staff(me), clock.GetUtcNow());
            await BringWatchersAsync(ticket, into, cancel);
            await one.SaveAsync(into, cancel);
        },
        cancel);

    private async Task BringWatchersAsync(Ticket ticket, Ticket into, CancellationToken cancel)
    {
        var watchers = await db.Watchers.Where(w => w.TicketId == ticket.Id || w.TicketId == into.Id).ToListAsync(cancel);
        var wanted = watchers.Where(w => w.TicketId == ticket.Id).Select(w => w.PersonId).ToHashSet();
        if (ticket.RequesterId is { } requester)
            wanted.Add(requester);
        wanted.ExceptWith(watchers.Where(w => w.TicketId == into.Id).Select(w => w.PersonId));
        if (into.RequesterId is { } theirs)
            wanted.Remove(theirs);
        db.AddRange(wanted.Select(person => new Watcher { OrganisationId = into.OrganisationId, TicketId = into.Id, PersonId = person, BroughtById = ticket.Id }));
    }
}
