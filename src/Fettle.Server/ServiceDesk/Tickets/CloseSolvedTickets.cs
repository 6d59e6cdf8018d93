using Fettle.Server.Platform.Background;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Tickets;

/// <summary>Once an hour closes what has been solved for long enough without a word from anybody.</summary>
internal sealed class CloseSolvedTickets(IServiceScopeFactory scopes, DeskSettings settings, TimeProvider clock, ILogger<CloseSolvedTickets> log)
    : InTurns(scopes, clock, TimeSpan.FromHours(1), log)
{
    private const int AtOnce = 100;

    private static readonly TicketStatus[] Solved = [TicketStatus.Resolved, TicketStatus.Verified];

    protected override async Task<bool> NextAsync(IServiceProvider services, CancellationToken cancel)
    {
        var (db, one, now) = (services.GetRequiredService<FettleDb>(), services.GetRequiredService<OneTicket>(), Clock.GetUtcNow());
        var solvedBefore = now - settings.CloseAfter;
        var due = await db.Tickets.Where(t => Solved.Contains(t.Status) && t.SolvedAt <= solvedBefore).OrderBy(t => t.Number).Take(AtOnce).Select(t => t.Number)
            .ToListAsync(cancel);
        if (due.Count == 0)
            return false;
        await db.InTransactionAsync(
            async () =>
            {
                // Another replica that does the same waits at the first row, then finds it closed.
                var tickets = (await one.LockAsync(due, cancel)).Values.Where(t => t.Status.IsSolved && t.SolvedAt <= solvedBefore).ToList();
                foreach (var ticket in tickets)
                    ticket.Close(now);
                await one.SaveAsync(tickets, cancel);
            },
            cancel);
        return true;
    }
}
