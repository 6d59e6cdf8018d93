using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Mail.Outgoing;
using Fettle.Server.ServiceDesk.Promises;
using Fettle.Server.ServiceDesk.Relations;
using Fettle.Server.ServiceDesk.Rules;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Tickets;

/// <summary>
/// Takes one ticket for a change. The row is locked for the length of the change, so replies and edits of several people never undo each other;
/// who edited something older than what is there now, and says so by the version, is refused.
/// </summary>
internal sealed class OneTicket(FettleDb db, CurrentPerson me, TicketSearch search, KeepTargets targets, MailReplies mail, TicketTree tree, TellWritten tell)
{
    /// <param name="version">What the caller saw, or null to change whatever is there.</param>
    /// <exception cref="NotFound">No such ticket in an organisation where the caller works tickets.</exception>
    /// <exception cref="Conflict">Somebody changed it since <paramref name="version"/>.</exception>
    public Task<TicketState> ChangeAsync(long number, long? version, Func<Ticket, Task> change, CancellationToken cancel) =>
        ChangeAsync(number, version, () => LockAsync(number, cancel), change, cancel);

    /// <summary>A change of two tickets at once, locked in the order of their numbers whichever of them the caller begins with.</summary>
    /// <exception cref="NotFound">One of them is in no organisation where the caller works tickets.</exception>
    public Task<TicketState> ChangeAsync(long number, long otherNumber, Func<Ticket, Ticket, Task> change, CancellationToken cancel)
    {
        Ticket? other = null;
        return ChangeAsync(number, version: null, LockBothAsync, ticket => change(ticket, other!), cancel);

        async Task<Ticket?> LockBothAsync()
        {
            var both = await LockAsync([number, otherNumber], cancel);
            other = both.GetValueOrDefault(otherNumber);
            if (both.ContainsKey(number) && (other is null || !me.May(Permission.WorkTickets, other.OrganisationId)))
                throw Missing(otherNumber);
            return both.GetValueOrDefault(number);
        }
    }

    /// <summary>A change of the first of several tickets, locked in the order of their numbers.</summary>
    /// <param name="numbers">The first is the one to change; each has to be one that the caller works.</param>
    /// <param name="change">Gets it, and the others by their numbers.</param>
    public Task<TicketState> ChangeAsync(
        IReadOnlyList<long> numbers, long? version, Func<Ticket, IReadOnlyDictionary<long, Ticket>, Task> change, CancellationToken cancel)
    {
        Dictionary<long, Ticket> locked = [];
        return ChangeAsync(numbers[0], version, LockAllAsync, ticket => change(ticket, locked), cancel);

        async Task<Ticket?> LockAllAsync()
        {
            locked = await LockAsync([.. numbers.Distinct()], cancel);
            foreach (var number in numbers)
            {
                if (!locked.TryGetValue(number, out var other) || !me.May(Permission.WorkTickets, other.OrganisationId))
                    throw Missing(number);
            }
            locked.Remove(numbers[0], out var first);
            return first;
        }
    }

    /// <summary>Something is said on a ticket: on the one in which it goes on, where it was merged.</summary>
    /// <exception cref="NotFound">No such ticket in an organisation where the caller works tickets.</exception>
    public Task<TicketState> ChangeSurvivorAsync(long number, Func<Ticket, Task> change, CancellationToken cancel) =>
        ChangeAsync(number, version: null, () => LockSurvivorAsync(number, cancel), change, cancel);

    private async Task<TicketState> ChangeAsync(long number, long? version, Func<Task<Ticket?>> take, Func<Ticket, Task> change, CancellationToken cancel)
    {
        me.Require(Permission.WorkTickets);
        TicketState? state = null;
        await db.InTransactionAsync(
            async () =>
            {
                var ticket = await take();
                if (ticket is null || !me.May(Permission.WorkTickets, ticket.OrganisationId))
                    throw Missing(number);
                if (version is { } seen && seen != ticket.Version)
                    throw ChangedMeanwhile(number);
                await change(ticket);
                await SaveAsync(ticket, cancel);
                state = TicketState.Of(ticket);
            },
            cancel);
        return state!;
    }

    public Task<TicketState> ChangeAsync(long number, long? version, Action<Ticket> change, CancellationToken cancel) =>
        ChangeAsync(
            number,
            version,
            ticket =>
            {
                change(ticket);
                return Task.CompletedTask;
            },
            cancel);

    /// <summary>The ticket, locked until the transaction ends; no permission is asked.</summary>
    public Task<Ticket?> LockAsync(long number, CancellationToken cancel) =>
        (db.Database.IsNpgsql() ? db.Tickets.FromSql($"SELECT * FROM tickets WHERE number = {number} FOR UPDATE") : db.Tickets.Where(t => t.Number == number))
        .SingleOrDefaultAsync(cancel);

    /// <summary>The ticket on which words for this number are to be written: itself, or the one in which it goes on. Locked; no permission is asked.</summary>
    public async Task<Ticket?> LockSurvivorAsync(long number, CancellationToken cancel)
    {
        var ticket = await tree.SurvivorAsync(number, cancel) is { } survivor ? await LockAsync(survivor, cancel) : null;
        // Somebody may have merged it on while we waited for its row.
        return ticket is { MergedIntoId: not null } ? await LockSurvivorAsync(ticket.Number, cancel) : ticket;
    }

    /// <summary>Several tickets by their numbers, locked in that order, so that two changes never wait for each other in a ring; no permission is asked.</summary>
    public Task<Dictionary<long, Ticket>> LockAsync(IReadOnlyCollection<long> numbers, CancellationToken cancel) =>
        (db.Database.IsNpgsql()
            ? db.Tickets.FromSql($"SELECT * FROM tickets WHERE number = ANY ({numbers.ToArray()}) ORDER BY number FOR UPDATE")
            : db.Tickets.Where(t => numbers.Contains(t.Number)))
        .ToDictionaryAsync(t => t.Number, cancel);

    /// <summary>Keeps what was changed, and tells it: to other modules, to the search, to whoever looks at it. Inside a transaction.</summary>
    public Task SaveAsync(Ticket ticket, CancellationToken cancel) => SaveAsync([ticket], cancel);

    /// <summary>The same for many at once.</summary>
    public async Task SaveAsync(IReadOnlyCollection<Ticket> tickets, CancellationToken cancel)
    {
        foreach (var ticket in tickets)
        {
            foreach (var told in ticket.TakeTold())
                db.Tell(told);
            db.Nudge("ticket", ticket.Number, ticket.OrganisationId, ticket.RequesterId);
            db.Nudge("tickets", null, ticket.OrganisationId);
        }
        var written = tickets.Select(t => (Ticket: t, Entries: t.TakeWritten())).ToList();
        await targets.RunAsync(written, cancel);
        await db.SaveChangesAsync(cancel);
        foreach (var (ticket, entries) in written)
        {
            await mail.WriteAsync(ticket, entries, cancel);
            await search.PutAsync(ticket, entries, cancel);
        }
        await tell.RunAsync(written, cancel);
    }

    /// <summary>A ticket to look at.</summary>
    /// <exception cref="NotFound">No such ticket in an organisation where the caller sees tickets.</exception>
    public async Task<Ticket> ReadAsync(long number, CancellationToken cancel)
    {
        me.Require(Permission.ViewTickets);
        var ticket = await db.Tickets.AsNoTracking().SingleOrDefaultAsync(t => t.Number == number, cancel);
        return ticket is not null && me.May(Permission.ViewTickets, ticket.OrganisationId) ? ticket : throw Missing(number);
    }

    public static Conflict ChangedMeanwhile(long number) => new($"Somebody else changed ticket {number} in the meantime. Look at it as it is now, then change it again.");

    public static NotFound Missing(long number) => new($"Ticket {number}");
}

/// <summary>A ticket's own fields after a change.</summary>
/// <param name="Version">Sent back with the next change, it makes sure that nothing is overwritten unseen.</param>
internal sealed record TicketState(
    long Number, TicketKind Kind, string Subject, TicketStatus Status, Priority Priority, Level Impact, Level Urgency, long QueueId, long? RequesterId,
    long? AssigneeId, long? DeviceId, DateTimeOffset UpdatedAt, long Version)
{
    public static TicketState Of(Ticket t) => new(
        t.Number, t.Kind, t.Subject, t.Status, t.Priority, t.Impact, t.Urgency, t.QueueId, t.RequesterId, t.AssigneeId, t.DeviceId, t.UpdatedAt, t.Version);
}
