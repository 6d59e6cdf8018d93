using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Tickets;

/// <summary>Gives a ticket a subject that says what it is about.</summary>
internal sealed class RenameTicket(CurrentPerson me, OneTicket one, TimeProvider clock) : IUseCase
{
    public sealed record Request(string Subject, long? Version = null);

    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/tickets/{number:long}/subject",
        (long number, Request request, RenameTicket useCase, CancellationToken cancel) => useCase.RunAsync(number, request, cancel));

    /// <exception cref="NotFound">No such ticket in an organisation where the caller works tickets.</exception>
    public Task<TicketState> RunAsync(long number, Request request, CancellationToken cancel)
    {
        var subject = Demand.Text(request.Subject, "subject", Ticket.LongestSubject);
        return one.ChangeAsync(number, request.Version, ticket => ticket.Rename(subject, Author.Staff(me), clock.GetUtcNow()), cancel);
    }
}
