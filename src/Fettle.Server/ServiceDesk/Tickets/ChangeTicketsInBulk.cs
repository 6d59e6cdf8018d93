using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Changes;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Tickets;

/// <summary>
/// Does one thing to many tickets in one transaction. What a ticket's own rules refuse is told for that ticket; the others are done. How they were before
/// is kept for ten minutes, to take it back.
/// </summary>
internal sealed class ChangeTicketsInBulk(FettleDb db, CurrentPerson me, OneTicket one, ApplyChange apply, TimeProvider clock) : IUseCase
{
    private const int MostTickets = 200;

    public sealed record Request(IReadOnlyList<long> Numbers, ChangeKind Action, string Value);

    /// <param name="Done">The numbers of the tickets that are now as asked for.</param>
    /// <param name="Bulk">By this it is taken back within ten minutes; null where nothing was changed.</param>
    public sealed record Outcome(IReadOnlyList<long> Done, IReadOnlyList<Refusal> Refused, long? Bulk);

    public sealed record Refusal(long Number, string Why);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/tickets/bulk", (Request request, ChangeTicketsInBulk useCase, CancellationToken cancel) => useCase.RunAsync(request, cancel));

    /// <exception cref="Forbidden">The caller works tickets nowhere.</exception>
    /// <exception cref="Invalid">Too many tickets, or a value that the action does not take.</exception>
    public async Task<Outcome> RunAsync(Request request, CancellationToken cancel)
    {
        me.Require(Permission.WorkTickets);
        var numbers = request.Numbers.Distinct().Order().ToList();
        if (numbers.Count > MostTickets)
            throw new Invalid("numbers", $"are more than {MostTickets}");
        var change = apply.Read(new(request.Action, request.Value), cancel);

        var (done, refused, bulk) = (new List<long>(), new List<Refusal>(), (long?)null);
        await db.InTransactionAsync(
            async () =>
            {
                var tickets = await LockAllAsync(numbers, cancel);
                var before = tickets.ToDictionary(t => t.Key, t => (Ticket: TicketBefore.Of(t.Value), t.Value.Version));
                foreach (var number in numbers)
                {
                    if (!tickets.TryGetValue(number, out var ticket) || !me.May(Permission.WorkTickets, ticket.OrganisationId))
                    {
                        refused.Add(new(number, OneTicket.Missing(number).Message));
                        continue;
                    }
                    // The rules refuse before they change anything, so a refused ticket is as it was.
                    try
                    {
                        await change(ticket);
                        done.Add(number);
                    }
                    catch (Exception e) when (e is Conflict or Invalid)
                    {
                        refused.Add(new(number, e.Message));
                    }
                }
                await one.SaveAsync([.. done.Select(n => tickets[n])], cancel);
                bulk = await KeepAsync([.. done.Where(n => tickets[n].Version != before[n].Version).Select(n => (tickets[n], before[n].Ticket))], cancel);
            },
            cancel);
        return new(done, refused, bulk);
    }

    private async Task<Dictionary<long, Ticket>> LockAllAsync(List<long> numbers, CancellationToken cancel)
    {
        var locked = await one.LockAsync(numbers, cancel);
        var ids = locked.Values.Select(t => t.Id).ToList();
        await db.TicketTags.Where(t => ids.Contains(t.TicketId)).LoadAsync(cancel);
        // All of them were read at once.
        foreach (var ticket in locked.Values)
            db.Entry(ticket).Collection(t => t.Tags).IsLoaded = true;
        return locked;
    }

    private async Task<long?> KeepAsync(IReadOnlyList<(Ticket Ticket, TicketBefore Before)> changed, CancellationToken cancel)
    {
        if (changed.Count == 0)
            return null;
        var bulk = new BulkChange { PersonId = me.Id, At = clock.GetUtcNow() };
        db.Add(bulk);
        await db.SaveChangesAsync(cancel);
        db.AddRange(changed.Select(c => new BulkPart
        {
            BulkId = bulk.Id,
            OrganisationId = c.Ticket.OrganisationId,
            TicketId = c.Ticket.Id,
            Before = c.Before,
            VersionAfter = c.Ticket.Version,
        }));
        await db.SaveChangesAsync(cancel);
        return bulk.Id;
    }
}
