using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.ChangeControl;

/// <summary>Takes one change with its ticket, whose row is locked meanwhile, and writes each step from state to state on the ticket's timeline.</summary>
internal sealed class OneChange(FettleDb db, CurrentPerson me, OneTicket one, ShowChange show, TimeProvider clock)
{
    /// <exception cref="NotFound">No such change in an organisation where the caller works tickets.</exception>
    /// <exception cref="Conflict">Somebody changed it since <paramref name="version"/>.</exception>
    public async Task<ChangeView> ChangeAsync(long number, long? version, Func<Ticket, PlannedChange, Task> work, CancellationToken cancel)
    {
        await one.ChangeAsync(
            number,
            version,
            async ticket =>
            {
                var change = await db.PlannedChanges.Include(c => c.Devices).SingleOrDefaultAsync(c => c.TicketId == ticket.Id, cancel) ?? throw Missing(number);
                await work(ticket, change);
            },
            cancel);
        return await show.RunAsync(number, cancel);
    }

    /// <summary>Does what changes the state, and says so on the ticket.</summary>
    public void Move(Ticket ticket, PlannedChange change, Action<PlannedChange> step, string? because = null, bool bySystem = false)
    {
        var was = change.State;
        step(change);
        if (change.State == was)
            return;
        ticket.FollowChange(was.InApi, change.State.InApi, Means(change.State), because, bySystem ? Author.Fettle : Author.Staff(me), clock.GetUtcNow());
    }

    public static NotFound Missing(long number) => new($"Change {number}");

    private static TicketStatus Means(ChangeState state) => state switch
    {
        ChangeState.WaitingForApproval or ChangeState.Scheduled => TicketStatus.WaitingForOther,
        ChangeState.Draft or ChangeState.InProgress or ChangeState.Review => TicketStatus.Open,
        _ => TicketStatus.Closed,
    };
}
