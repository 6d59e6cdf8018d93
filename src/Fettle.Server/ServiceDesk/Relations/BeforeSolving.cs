using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Catalogue;
using Fettle.Server.ServiceDesk.Catalogue.Requests;
using Fettle.Server.ServiceDesk.Catalogue.Tasks;
using Fettle.Server.ServiceDesk.Checklists;
using Fettle.Server.ServiceDesk.Fields;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Relations;

/// <summary>What has to be in order before somebody of the desk resolves or closes a ticket.</summary>
internal sealed class BeforeSolving(FettleDb db, FieldsOfTicket fields)
{
    /// <param name="force">The caller knows of the open children, of what is left of the checklist or of the tasks, and wants it all the same.</param>
    /// <exception cref="Conflict">A field that has to be filled in is empty, or the ticket has open children, undone checks, open tasks, or waits for an approval.</exception>
    public async Task CheckAsync(Ticket ticket, TicketStatus to, bool force, CancellationToken cancel)
    {
        if (to.IsActive || !ticket.Status.IsActive)
            return;
        if (await fields.MissingAsync(ticket, cancel) is { Count: > 0 } missing)
            throw new Conflict($"Fill in before ticket {ticket.Number} is solved: {string.Join(", ", missing)}.");
        if (!force)
            await CheckRequestAsync(ticket, cancel);
        if (!force && await db.Checks.Where(c => c.TicketId == ticket.Id && c.DoneAt == null).OrderBy(c => c.Id).Select(c => c.Text).FirstOrDefaultAsync(cancel) is { } undone)
            throw new Conflict($"The checklist of ticket {ticket.Number} is not done: {undone}. Do it first, or say that it is to be solved all the same.") { MayBeForced = true };
        var active = TicketStatuses.Active;
        var open = force ? [] : await db.Tickets.Where(t => t.ParentId == ticket.Id && active.Contains(t.Status)).OrderBy(t => t.Number).Select(t => t.Number).Take(6).ToListAsync(cancel);
        if (open.Count > 0)
        {
            var which = string.Join(", ", open.Take(5).Select(n => $"#{n}")) + (open.Count > 5 ? " and more" : "");
            throw new Conflict($"Ticket {ticket.Number} has open children: {which}. Solve them first, or say that it is to be solved all the same.") { MayBeForced = true };
        }
    }

    /// <summary>Of a request from the catalogue somebody has still to decide, or to do something.</summary>
    private async Task CheckRequestAsync(Ticket ticket, CancellationToken cancel)
    {
        if (await db.CatalogueRequests.AnyAsync(r => r.TicketId == ticket.Id && r.State == RequestState.Deciding, cancel))
            throw new Conflict($"Ticket {ticket.Number} still waits for an approval. Say that it is to be solved all the same, and nobody is asked any more.") { MayBeForced = true };
        var tasks = await db.RequestTasks.Where(t => t.TicketId == ticket.Id && t.State != TaskState.Done && t.State != TaskState.Skipped).OrderBy(t => t.Position).Select(t => t.Title).ToListAsync(cancel);
        if (tasks.Count > 0)
            throw new Conflict($"Ticket {ticket.Number} has open tasks: {string.Join(", ", tasks.Take(5))}{(tasks.Count > 5 ? " and more" : "")}. Do them first, or say that it is to be solved all the same.") { MayBeForced = true };
    }
}
