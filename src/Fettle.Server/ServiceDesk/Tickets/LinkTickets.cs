using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Tickets;

/// <summary>Says that two tickets of one organisation have to do with each other; both timelines tell it.</summary>
internal sealed class LinkTickets(FettleDb db, CurrentPerson me, OneTicket one, TimeProvider clock) : IUseCase
{
    /// <param name="Number">The other ticket: what this one relates to, duplicates, is caused by, blocks, or has as its problem.</param>
    public sealed record Request(LinkKind Kind, long Number);

    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/tickets/{number:long}/links",
        (long number, Request request, LinkTickets useCase, CancellationToken cancel) => useCase.RunAsync(number, request, cancel));

    /// <exception cref="NotFound">One of the tickets is in no organisation where the caller works tickets.</exception>
    /// <exception cref="Invalid">It is the ticket itself, one of another organisation, or named as problem without being one.</exception>
    public Task<TicketState> RunAsync(long number, Request request, CancellationToken cancel) => one.ChangeAsync(
        number,
        request.Number,
        async (ticket, other) =>
        {
            var kind = Demand.Known(request.Kind, "kind");
            if (other.Id == ticket.Id)
                throw new Invalid("number", "is this ticket itself");
            if (other.OrganisationId != ticket.OrganisationId)
                throw new Invalid("number", "is a ticket of another organisation");
            if (kind == LinkKind.Problem && other.Kind != TicketKind.Problem)
                throw new Invalid("number", "is no problem");
            await AddAsync(ticket, other, kind, Author.Staff(me), clock.GetUtcNow(), cancel);
            await one.SaveAsync(other, cancel);
        },
        cancel);

    /// <summary>The link and its lines in both timelines; nothing where it is there already.</summary>
    public async Task AddAsync(Ticket from, Ticket to, LinkKind kind, Author by, DateTimeOffset at, CancellationToken cancel)
    {
        if (await db.TicketLinks.AnyAsync(l => l.FromId == from.Id && l.ToId == to.Id && l.Kind == kind, cancel))
            return;
        db.Add(new TicketLink { OrganisationId = from.OrganisationId, FromId = from.Id, ToId = to.Id, Kind = kind });
        from.Note(EntryKind.Linked, by, at, data: new() { Ticket = to.Number, Link = kind, Title = to.Subject });
        to.Note(EntryKind.Linked, by, at, data: new() { Ticket = from.Number, Link = kind, Title = from.Subject, });
    }
}
