using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Nudges;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.ServiceDesk.Together;

/// <summary>
/// Tells colleagues that somebody looks at a ticket, writes on it, or has left. Nothing is kept: pages repeat it while it is so, forget what is not repeated
/// (<see cref="Lasts"/>), and say it again when they hear of somebody new.
/// </summary>
internal sealed class AnnouncePresence(CurrentPerson me, OneTicket one, INudges nudges) : IUseCase
{
    /// <summary>How long a word holds without being repeated.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromSeconds(45);

    public enum Doing
    {
        Looking,
        Typing,
        Left,
    }

    public sealed record Request(Doing Doing);

    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/tickets/{number:long}/presence",
        (long number, Request request, AnnouncePresence useCase, CancellationToken cancel) => useCase.RunAsync(number, request, cancel));

    /// <exception cref="NotFound">No such ticket in an organisation where the caller works tickets.</exception>
    public async Task<NoContent> RunAsync(long number, Request request, CancellationToken cancel)
    {
        me.Require(Permission.WorkTickets);
        var ticket = await one.ReadAsync(number, cancel);
        me.Require(Permission.WorkTickets, ticket.OrganisationId);
        var topic = Demand.Known(request.Doing, "doing") switch
        {
            Doing.Typing => "typing",
            Doing.Looking => "looking",
            _ => "left",
        };
        nudges.Publish(new(topic, number, ticket.OrganisationId, me.Id));
        return TypedResults.NoContent();
    }
}
