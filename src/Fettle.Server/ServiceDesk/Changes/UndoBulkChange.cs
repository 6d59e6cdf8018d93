using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Fields;
using Fettle.Server.ServiceDesk.Queues;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Changes;

/// <summary>Takes back what the caller did to many tickets a moment ago. A ticket that was changed since stays as it is, and is told.</summary>
internal sealed class UndoBulkChange(FettleDb db, CurrentPerson me, OneTicket one, SortedBy sorted, IPeople people, TimeProvider clock) : IUseCase
{
    /// <summary>How long a bulk change can be taken back.</summary>
    public static readonly TimeSpan For = TimeSpan.FromMinutes(10);

    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/tickets/bulk/{bulkId:long}/undo", (long bulkId, UndoBulkChange useCase, CancellationToken cancel) => useCase.RunAsync(bulkId, cancel));

    /// <exception cref="NotFound">The caller made no such change.</exception>
    /// <exception cref="Conflict">It was taken back already, or is older than ten minutes.</exception>
    public async Task<ChangeTicketsInBulk.Outcome> RunAsync(long bulkId, CancellationToken cancel)
    {
        me.Require(Permission.WorkTickets);
        var (done, refused, now) = (new List<long>(), new List<ChangeTicketsInBulk.Refusal>(), clock.GetUtcNow());
        await db.InTransactionAsync(
            async () =>
            {
                var bulk = await db.BulkChanges.AsNoTracking().SingleOrDefaultAsync(b => b.Id == bulkId && b.PersonId == me.Id, cancel) ?? throw new NotFound($"Bulk change {bulkId}");
                if (now - bulk.At > For)
                    throw new Conflict($"This is longer ago than {For.TotalMinutes:0} minutes. Change the tickets by hand.");
                // Two presses of the button: the second finds none to take.
                if (await db.BulkChanges.Where(b => b.Id == bulkId && b.UndoneAt == null).ExecuteUpdateAsync(s => s.SetProperty(b => b.UndoneAt, now), cancel) == 0)
                    throw new Conflict("This was taken back already.");

                var parts = await db.BulkParts.AsNoTracking().Where(p => p.BulkId == bulkId).ToDictionaryAsync(p => p.TicketId, cancel);
                var ids = parts.Keys.ToList();
                var numbers = await db.Tickets.Where(t => ids.Contains(t.Id)).Select(t => t.Number).ToListAsync(cancel);
                var tickets = (await one.LockAsync(numbers, cancel)).Values.OrderBy(t => t.Number).ToList();
                await db.TicketTags.Where(t => ids.Contains(t.TicketId)).LoadAsync(cancel);
                var names = await NamesAsync(tickets, parts, cancel);
                foreach (var ticket in tickets)
                {
                    if (!me.May(Permission.WorkTickets, ticket.OrganisationId))
                        refused.Add(new(ticket.Number, OneTicket.Missing(ticket.Number).Message));
                    else if (ticket.Version != parts[ticket.Id].VersionAfter)
                        refused.Add(new(ticket.Number, $"Ticket {ticket.Number} was changed since, and stays as it is."));
                    else
                        done.Add(TakeBack(ticket, parts[ticket.Id].Before, names, now));
                }
                await one.SaveAsync([.. tickets.Where(t => done.Contains(t.Number))], cancel);
            },
            cancel);
        return new(done, refused, Bulk: null);
    }

    private sealed record Known(IReadOnlyDictionary<long, PersonName> People, IReadOnlyDictionary<long, Queue> Queues, CategoryTree Categories);

    private async Task<Known> NamesAsync(List<Ticket> tickets, Dictionary<long, BulkPart> parts, CancellationToken cancel)
    {
        var persons = await people.NamesAsync(tickets.Select(t => t.AssigneeId).Concat(parts.Values.Select(p => p.Before.AssigneeId)).OfType<long>(), cancel);
        var wanted = tickets.Select(t => t.QueueId).Concat(parts.Values.Select(p => p.Before.QueueId)).Distinct().ToList();
        return new(persons, await db.Queues.Where(q => wanted.Contains(q.Id)).ToDictionaryAsync(q => q.Id, cancel), await sorted.TreeAsync(cancel));
    }

    private long TakeBack(Ticket ticket, TicketBefore before, Known known, DateTimeOffset now)
    {
        var by = Author.Staff(me);
        ticket.AssignTo(before.AssigneeId, Name(ticket.AssigneeId), Name(before.AssigneeId), by, now);
        ticket.MoveTo(known.Queues[before.QueueId], known.Queues[ticket.QueueId].Name, by, now);
        ticket.SortInto(before.CategoryId, Path(ticket.CategoryId), Path(before.CategoryId), by, now);
        ticket.Weigh(before.Impact, before.Urgency, by, now);
        ticket.TagWith([.. before.Tags], by, now);
        ticket.TakeBackStatus(before.Status, before.SolvedAt, by, now);
        return ticket.Number;

        string? Name(long? id) => id is { } person ? known.People.GetValueOrDefault(person)?.Name : null;
        string? Path(long? id) => known.Categories.Find(id) is { } category ? known.Categories.Path(category.Id) : null;
    }
}
