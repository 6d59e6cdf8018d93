using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Queues;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Tickets;

/// <summary>Moves a ticket to another queue of its organisation.</summary>
internal sealed class MoveTicket(FettleDb db, CurrentPerson me, OneTicket one, TimeProvider clock) : IUseCase
{
    public sealed record Request(long QueueId, long? Version = null);

    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/tickets/{number:long}/queue",
        (long number, Request request, MoveTicket useCase, CancellationToken cancel) => useCase.RunAsync(number, request, cancel));

    /// <exception cref="NotFound">No such ticket in an organisation where the caller works tickets.</exception>
    /// <exception cref="Invalid">It is no queue of the ticket's organisation.</exception>
    public Task<TicketState> RunAsync(long number, Request request, CancellationToken cancel) =>
        one.ChangeAsync(number, request.Version, ticket => MoveAsync(ticket, request.QueueId, cancel), cancel);

    private readonly Dictionary<long, List<Queue>> _queues = [];

    /// <summary>The change itself, for one ticket or for many.</summary>
    /// <param name="by">Null: the caller.</param>
    public async Task MoveAsync(Ticket ticket, long queueId, CancellationToken cancel, Author? by = null)
    {
        if (!_queues.TryGetValue(ticket.OrganisationId, out var queues))
            queues = _queues[ticket.OrganisationId] = await db.Queues.Where(q => q.OrganisationId == ticket.OrganisationId).ToListAsync(cancel);
        var to = queues.Find(q => q.Id == queueId) ?? throw new Invalid("queueId", "is no queue of the ticket's organisation");
        ticket.MoveTo(to, queues.Find(q => q.Id == ticket.QueueId)!.Name, by ?? Author.Staff(me), clock.GetUtcNow());
    }
}
