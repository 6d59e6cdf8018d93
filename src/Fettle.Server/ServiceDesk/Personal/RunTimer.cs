using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Personal;

/// <summary>Starts the caller's timer on a ticket; one that runs on another ticket is stopped and its time written down there.</summary>
internal sealed class RunTimer(FettleDb db, CurrentPerson me, OneTicket one, TimeProvider clock) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/tickets/{number:long}/timer", (long number, RunTimer useCase, CancellationToken cancel) => useCase.RunAsync(number, cancel));

    /// <exception cref="NotFound">No such ticket in an organisation where the caller works tickets.</exception>
    public async Task<ShowTimer.Running> RunAsync(long number, CancellationToken cancel)
    {
        me.Require(Permission.WorkTickets);
        var ticket = await one.ReadAsync(number, cancel);
        var now = clock.GetUtcNow();
        await db.InTransactionAsync(
            async () =>
            {
                var running = await db.TimeEntries.SingleOrDefaultAsync(t => t.RunningFor == me.Id, cancel);
                if (running?.TicketId == ticket.Id)
                {
                    now = running.StartedAt;
                    return;
                }
                running?.Stop(null, now);
                // Apart, since one that runs for each person is what the index allows at any moment.
                await db.SaveChangesAsync(cancel);
                db.Add(TimeEntry.Start(ticket, me.Id, now));
                await db.SaveChangesAsync(cancel);
                db.Nudge("ticket", number, ticket.OrganisationId);
            },
            cancel);
        return new(number, ticket.Subject, now);
    }
}
