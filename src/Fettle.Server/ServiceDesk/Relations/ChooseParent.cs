using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Relations;

/// <summary>Makes a ticket a part of a larger one, or lets it stand for itself again.</summary>
internal sealed class ChooseParent(FettleDb db, CurrentPerson me, OneTicket one, TicketTree tree, TimeProvider clock) : IUseCase
{
    /// <param name="Parent">The larger ticket's number; null takes this one out of it.</param>
    public sealed record Request(long? Parent, long? Version = null);

    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/tickets/{number:long}/parent",
        (long number, Request request, ChooseParent useCase, CancellationToken cancel) => useCase.RunAsync(number, request, cancel));

    /// <exception cref="NotFound">One of the tickets is in no organisation where the caller works tickets.</exception>
    /// <exception cref="Invalid">It is the ticket itself, a part of it, or one of another organisation.</exception>
    /// <exception cref="Conflict">The parent is closed or merged.</exception>
    public async Task<TicketState> RunAsync(long number, Request request, CancellationToken cancel)
    {
        me.Require(Permission.WorkTickets);
        var before = await one.ReadAsync(number, cancel);
        var was = await db.Tickets.Where(t => t.Id == before.ParentId).Select(t => (long?)t.Number).SingleOrDefaultAsync(cancel);
        return await one.ChangeAsync(
            [number, .. new[] { request.Parent, was }.OfType<long>()],
            request.Version,
            async (ticket, others) =>
            {
                var old = others.Values.SingleOrDefault(t => t.Id == ticket.ParentId);
                if (ticket.ParentId is not null && old is null)
                    throw OneTicket.ChangedMeanwhile(number);
                var parent = request.Parent is { } wanted ? others.GetValueOrDefault(wanted) ?? ticket : null;
                if (parent is not null)
                    await CheckAsync(ticket, parent, cancel);
                ticket.IsPartOf(parent, old, Author.Staff(me), clock.GetUtcNow());
                await one.SaveAsync([.. new[] { parent, old }.OfType<Ticket>().Distinct()], cancel);
            },
            cancel);
    }

    private async Task CheckAsync(Ticket ticket, Ticket parent, CancellationToken cancel)
    {
        if (parent.Id == ticket.Id)
            throw new Invalid("parent", "is this ticket itself");
        if (parent.OrganisationId != ticket.OrganisationId)
            throw new Invalid("parent", "is a ticket of another organisation");
        if ((await tree.AncestorsAsync(parent.Id, cancel)).Contains(ticket.Id))
            throw new Invalid("parent", "is a part of this ticket");
        if (parent.MergedIntoId is not null || (parent.Status == TicketStatus.Closed && ticket.Status.IsActive))
            throw new Conflict($"Ticket {parent.Number} is closed; an open ticket cannot be a part of it.");
    }
}
