using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.MajorIncidents;

/// <summary>Takes one major incident with its ticket, whose row is locked meanwhile.</summary>
internal sealed class OneMajorIncident(FettleDb db, OneTicket one, ReadMajorIncident read)
{
    /// <exception cref="NotFound">No such major incident in an organisation where the caller works tickets.</exception>
    public async Task<ReadMajorIncident.Room> ChangeAsync(long number, Func<Ticket, MajorIncident, Task> work, CancellationToken cancel)
    {
        await one.ChangeAsync(
            number,
            version: null,
            async ticket =>
            {
                var major = await db.MajorIncidents.SingleOrDefaultAsync(m => m.TicketId == ticket.Id, cancel) ?? throw Missing(number);
                await work(ticket, major);
            },
            cancel);
        return await read.RunAsync(number, cancel);
    }

    public static NotFound Missing(long number) => new($"Major incident {number}");
}
