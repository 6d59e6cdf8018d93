using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Tickets;

/// <summary>Once an hour closes what has been solved for long enough without a word from anybody.</summary>
internal sealed class CloseSolvedTickets(IServiceScopeFactory scopes, DeskSettings settings, TimeProvider clock, ILogger<CloseSolvedTickets> log) : BackgroundService
{
    private const int AtOnce = 100;

    private static readonly TicketStatus[] Solved = [TicketStatus.Resolved, TicketStatus.Verified];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var turn = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        while (await turn.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await CloseNextAsync(stoppingToken))
                {
                    // Until none is due.
                }
            }
            catch (Exception e) when (DatabaseTrouble.Is(e))
            {
                log.LogError(e, "Solved tickets cannot be closed; trying again in an hour");
            }
        }
    }

    /// <summary>False where none is due.</summary>
    internal async Task<bool> CloseNextAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OrganisationScope>().SeeEverything();
        scope.ServiceProvider.GetRequiredService<Actor>().Doing = nameof(CloseSolvedTickets);
        var (db, one, now) = (scope.ServiceProvider.GetRequiredService<FettleDb>(), scope.ServiceProvider.GetRequiredService<OneTicket>(), clock.GetUtcNow());
        var solvedBefore = now - settings.CloseAfter;
        var closed = 0;
        await db.InTransactionAsync(
            async () =>
            {
                // Another replica that does the same waits at the first row, then finds it closed.
                var due = await db.Tickets.Where(t => Solved.Contains(t.Status) && t.SolvedAt <= solvedBefore).OrderBy(t => t.Number).Take(AtOnce).Select(t => t.Number)
                    .ToListAsync(cancel);
                var tickets = new List<Ticket>();
                foreach (var number in due)
                {
                    if (await one.LockAsync(number, cancel) is { Status.IsSolved: true } ticket)
                        tickets.Add(ticket);
                }
                foreach (var ticket in tickets)
                    ticket.Close(now);
                await one.SaveAsync(tickets, cancel);
                closed = tickets.Count;
            },
            cancel);
        return closed > 0;
    }
}
