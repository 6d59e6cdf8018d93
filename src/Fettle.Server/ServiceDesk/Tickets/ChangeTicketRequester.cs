using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Tickets;

/// <summary>Says whose ticket it is: they see it in their portal from now on, and whoever had it before does not.</summary>
internal sealed class ChangeTicketRequester(CurrentPerson me, IPeople people, OneTicket one, TimeProvider clock) : IUseCase
{
    /// <param name="Email">In place of a person: whoever has this address, who becomes a requester of the ticket's organisation if nobody has it yet.</param>
    public sealed record Request(long? PersonId, long? Version = null, string? Email = null);

    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/tickets/{number:long}/requester",
        (long number, Request request, ChangeTicketRequester useCase, CancellationToken cancel) => useCase.RunAsync(number, request, cancel));

    /// <exception cref="NotFound">No such ticket in an organisation where the caller works tickets.</exception>
    /// <exception cref="Invalid">The person or the address does not belong to the ticket's organisation.</exception>
    public Task<TicketState> RunAsync(long number, Request request, CancellationToken cancel) => one.ChangeAsync(
        number,
        request.Version,
        async ticket =>
        {
            var names = await people.NamesAsync(new[] { request.PersonId, ticket.RequesterId }.OfType<long>(), cancel);
            var now = request.PersonId is { } id ? names.GetValueOrDefault(id) : await ByAddressAsync(ticket, request.Email, cancel);
            // Their portal would show one organisation's matters to another's people.
            if (request.PersonId is not null && now?.OrganisationId != ticket.OrganisationId)
                throw new Invalid("personId", "does not belong to the ticket's organisation");
            var was = ticket.RequesterId is { } before ? names.GetValueOrDefault(before)?.Name : null;
            ticket.IsFor(now?.Id, was, now?.Name, Author.Staff(me), clock.GetUtcNow());
        },
        cancel);

    private async Task<PersonName?> ByAddressAsync(Ticket ticket, string? written, CancellationToken cancel)
    {
        if (Given.OptionalEmail(written) is not { } email)
            return null;
        var person = await people.CorrespondentAsync(ticket.OrganisationId, email, null, cancel);
        return person?.OrganisationId == ticket.OrganisationId ? person : throw new Invalid("email", "is somebody's of another organisation");
    }
}
