using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Tickets;

/// <summary>Takes a ticket up, lets it wait, resolves, reopens or closes it.</summary>
internal sealed class ChangeTicketStatus(CurrentPerson me, OneTicket one, TimeProvider clock) : IUseCase
{
    /// <param name="Because">Why, for the timeline; the requester can read it.</param>
    public sealed record Request(TicketStatus Status, string? Because = null, long? Version = null);

    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/tickets/{number:long}/status",
        (long number, Request request, ChangeTicketStatus useCase, CancellationToken cancel) => useCase.RunAsync(number, request, cancel));

    /// <exception cref="NotFound">No such ticket in an organisation where the caller works tickets.</exception>
    /// <exception cref="Conflict">The rules of a ticket's life do not allow it, or somebody changed it in the meantime.</exception>
    public Task<TicketState> RunAsync(long number, Request request, CancellationToken cancel)
    {
        var to = Demand.Known(request.Status, "status");
        var because = Demand.OptionalText(request.Because, "because", longest: 1000, severalLines: true);
        return one.ChangeAsync(number, request.Version, ticket => ticket.ChangeStatus(to, because, Author.Staff(me), clock.GetUtcNow()), cancel);
    }
}
