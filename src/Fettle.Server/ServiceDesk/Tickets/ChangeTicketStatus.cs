using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Relations;

namespace Fettle.Server.ServiceDesk.Tickets;

/// <summary>Takes a ticket up, lets it wait, resolves, reopens or closes it.</summary>
internal sealed class ChangeTicketStatus(CurrentPerson me, OneTicket one, BeforeSolving before, TimeProvider clock) : IUseCase
{
    /// <param name="Because">Why, for the timeline; the requester can read it.</param>
    /// <param name="Force">Solve it although it has open children.</param>
    public sealed record Request(TicketStatus Status, string? Because = null, long? Version = null, bool Force = false);

    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/tickets/{number:long}/status",
        (long number, Request request, ChangeTicketStatus useCase, CancellationToken cancel) => useCase.RunAsync(number, request, cancel));

    /// <exception cref="NotFound">No such ticket in an organisation where the caller works tickets.</exception>
    /// <exception cref="Conflict">The rules of a ticket's life do not allow it, it has open children, or somebody changed it in the meantime.</exception>
    public Task<TicketState> RunAsync(long number, Request request, CancellationToken cancel)
    {
        var to = Demand.Known(request.Status, "status");
        var because = Demand.OptionalText(request.Because, "because", longest: 1000, severalLines: true);
        return one.ChangeAsync(
            number,
            request.Version,
            async ticket =>
            {
                await before.CheckAsync(ticket, to, request.Force, cancel);
                ticket.ChangeStatus(to, because, Author.Staff(me), clock.GetUtcNow());
            },
            cancel);
    }
}
