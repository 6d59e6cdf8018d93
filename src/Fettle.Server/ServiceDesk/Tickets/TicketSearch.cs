using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Tickets;

/// <summary>Finds tickets by words.</summary>
internal sealed class TicketSearch(FettleDb db)
{
    public Task<IQueryable<Ticket>> AmongAsync(IQueryable<Ticket> tickets, string? words, long? organisation, CancellationToken cancel)
    {
        _ = (db, organisation, cancel);
        return Task.FromResult(string.IsNullOrWhiteSpace(words) ? tickets : tickets.Where(t => EF.Functions.Like(t.Subject, "%" + words + "%")));
    }
}
