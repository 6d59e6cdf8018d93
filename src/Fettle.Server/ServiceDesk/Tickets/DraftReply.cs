using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Tickets;

/// <summary>Keeps an answer to be read over before it is sent; null throws it away.</summary>
internal sealed class DraftReply(OneTicket one, TimeProvider clock) : IUseCase
{
    public sealed record Request(string? Body, long? Version = null);

    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/tickets/{number:long}/draft",
        (long number, Request request, DraftReply useCase, CancellationToken cancel) => useCase.RunAsync(number, request, cancel));

    /// <exception cref="NotFound">No such ticket in an organisation where the caller works tickets.</exception>
    public Task<TicketState> RunAsync(long number, Request request, CancellationToken cancel)
    {
        var body = Demand.OptionalText(request.Body, "body", ReplyToTicket.LongestBody, severalLines: true);
        return one.ChangeAsync(number, request.Version, ticket => ticket.Draft(body, why: null, clock.GetUtcNow()), cancel);
    }
}
