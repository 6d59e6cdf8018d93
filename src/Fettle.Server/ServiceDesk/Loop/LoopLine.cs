using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Relations;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Loop;

/// <summary>Writes what Diagnosis tells onto the ticket it belongs to, once however often it is told.</summary>
internal sealed class LoopLine(FettleDb db, OneTicket one, TicketTree tree)
{
    /// <param name="once">Names the occurrence: <c>hold:12</c>. The entry that <paramref name="write"/> adds must carry it.</param>
    public async Task WriteAsync(long? ticketNumber, string once, Func<Ticket, Task> write, CancellationToken cancel)
    {
        // The ticket's row is locked first: a second teller waits here, then sees the entry of the first.
        if (ticketNumber is not { } number || await one.LockSurvivorAsync(number, cancel) is not { } ticket)
            return;
        // It may have been told before the ticket was merged.
        var ids = (await tree.MergedAsync(ticket.Id, cancel)).ConvertAll(t => t.Id);
        if (await db.TicketEntries.AnyAsync(e => ids.Contains(e.TicketId) && e.Once == once, cancel))
            return;
        await write(ticket);
        await one.SaveAsync(ticket, cancel);
    }

    public Task WriteAsync(long? ticketNumber, string once, Action<Ticket> write, CancellationToken cancel) =>
        WriteAsync(
            ticketNumber,
            once,
            ticket =>
            {
                write(ticket);
                return Task.CompletedTask;
            },
            cancel);
}
