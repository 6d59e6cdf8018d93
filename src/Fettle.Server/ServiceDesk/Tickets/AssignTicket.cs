using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Tickets;

/// <summary>Puts a ticket into somebody's hands, or back into its queue.</summary>
internal sealed class AssignTicket(CurrentPerson me, IPeople people, OneTicket one, TimeProvider clock) : IUseCase
{
    public sealed record Request(long? TechnicianId, long? Version = null);

    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/tickets/{number:long}/assignee",
        (long number, Request request, AssignTicket useCase, CancellationToken cancel) => useCase.RunAsync(number, request, cancel));

    /// <exception cref="NotFound">No such ticket in an organisation where the caller works tickets.</exception>
    /// <exception cref="Invalid">The technician does not work tickets of this organisation.</exception>
    public Task<TicketState> RunAsync(long number, Request request, CancellationToken cancel) =>
        one.ChangeAsync(number, request.Version, ticket => AssignAsync(ticket, request.TechnicianId, cancel), cancel);

    private readonly Dictionary<long, IReadOnlyList<PersonName>> _technicians = [];

    /// <summary>The change itself, for one ticket or for many.</summary>
    /// <param name="by">Null: the caller.</param>
    public async Task AssignAsync(Ticket ticket, long? technician, CancellationToken cancel, Author? by = null)
    {
        // Somebody who does not work the organisation's tickets would not see the one they were given.
        if (!_technicians.TryGetValue(ticket.OrganisationId, out var technicians))
            technicians = _technicians[ticket.OrganisationId] = await people.TechniciansAsync(ticket.OrganisationId, cancel);
        var to = technicians.FirstOrDefault(t => t.Id == technician);
        if (technician is not null && to is null)
            throw new Invalid("technicianId", "does not work tickets of this organisation");

        var was = technicians.FirstOrDefault(t => t.Id == ticket.AssigneeId)?.Name;
        ticket.AssignTo(technician, was, to?.Name, by ?? Author.Staff(me), clock.GetUtcNow());
    }
}
