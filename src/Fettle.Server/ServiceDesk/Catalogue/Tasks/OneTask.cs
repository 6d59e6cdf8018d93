using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Catalogue.Requests;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Catalogue.Tasks;

/// <summary>Takes one task for a change, with its ticket locked; what can begin after it begins.</summary>
internal sealed class OneTask(FettleDb db, CurrentPerson me, OneTicket one, StartTasks start)
{
    /// <exception cref="NotFound">No such ticket in an organisation where the caller works tickets, or no such task of it.</exception>
    public Task<TicketState> ChangeAsync(long number, long id, Func<Ticket, CatalogueRequest, RequestTask, Task> change, CancellationToken cancel)
    {
        me.Require(Permission.WorkTickets);
        return one.ChangeAsync(
            number,
            version: null,
            async ticket =>
            {
                var task = await db.RequestTasks.SingleOrDefaultAsync(t => t.Id == id && t.TicketId == ticket.Id, cancel) ?? throw new NotFound($"Task {id}");
                var request = await db.CatalogueRequests.SingleAsync(r => r.TicketId == ticket.Id, cancel);
                await change(ticket, request, task);
                await start.RunAsync(ticket, request, cancel);
            },
            cancel);
    }
}
