using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Tickets;

/// <summary>Says how far a fault reaches and how soon it must be gone; the priority follows.</summary>
internal sealed class WeighTicket(CurrentPerson me, OneTicket one, TimeProvider clock) : IUseCase
{
    public sealed record Request(Level Impact, Level Urgency, long? Version = null);

    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/tickets/{number:long}/priority",
        (long number, Request request, WeighTicket useCase, CancellationToken cancel) => useCase.RunAsync(number, request, cancel));

    /// <exception cref="NotFound">No such ticket in an organisation where the caller works tickets.</exception>
    public Task<TicketState> RunAsync(long number, Request request, CancellationToken cancel)
    {
        var (impact, urgency) = (Demand.Known(request.Impact, "impact"), Demand.Known(request.Urgency, "urgency"));
        return one.ChangeAsync(number, request.Version, ticket => ticket.Weigh(impact, urgency, Author.Staff(me), clock.GetUtcNow()), cancel);
    }
}
