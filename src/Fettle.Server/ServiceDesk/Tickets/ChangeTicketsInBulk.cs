using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Relations;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Tickets;

/// <summary>Does one thing to many tickets in one transaction. What a ticket's own rules refuse is told for that ticket; the others are done.</summary>
internal sealed class ChangeTicketsInBulk(
    FettleDb db, CurrentPerson me, OneTicket one, AssignTicket assign, MoveTicket move, BeforeSolving before, TimeProvider clock) : IUseCase
{
    private const int MostTickets = 200;

    public enum Action
    {
        /// <summary>Value: a status.</summary>
        Status,

        /// <summary>Value: a technician's id, or <c>none</c>.</summary>
        Assignee,

        /// <summary>Value: a queue's id.</summary>
        Queue,

        /// <summary>Value: a tag to add.</summary>
        Tag,

        /// <summary>Value: a tag to take away.</summary>
        Untag,
    }

    public sealed record Request(IReadOnlyList<long> Numbers, Action Action, string Value);

    /// <param name="Done">The numbers of the tickets that are now as asked for.</param>
    public sealed record Outcome(IReadOnlyList<long> Done, IReadOnlyList<Refusal> Refused);

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
        var change = ChangeOf(request, cancel);

        var (done, refused) = (new List<long>(), new List<Refusal>());
        await db.InTransactionAsync(
            async () =>
            {
                var tickets = await LockAllAsync(numbers, withTags: request.Action is Action.Tag or Action.Untag, cancel);
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
            },
            cancel);
        return new(done, refused);
    }

    private async Task<Dictionary<long, Ticket>> LockAllAsync(List<long> numbers, bool withTags, CancellationToken cancel)
    {
        var locked = await one.LockAsync(numbers, cancel);
        if (withTags)
        {
            var ids = locked.Values.Select(t => t.Id).ToList();
            await db.TicketTags.Where(t => ids.Contains(t.TicketId)).LoadAsync(cancel);
        }
        return locked;
    }

    private Func<Ticket, Task> ChangeOf(Request request, CancellationToken cancel)
    {
        var (value, by, now) = (Demand.Text(request.Value, "value", longest: 100), Author.Staff(me), clock.GetUtcNow());
        switch (Demand.Known(request.Action, "action"))
        {
            case Action.Status:
                var status = TicketQuery.Names<TicketStatus>(value, "value") is [var wanted] ? wanted : throw new Invalid("value", "is not one status");
                return async ticket =>
                {
                    await before.CheckAsync(ticket, status, force: false, cancel);
                    ticket.ChangeStatus(status, null, by, now);
                };
            case Action.Assignee:
                long? technician = value == "none" ? null : Id(value);
                return ticket => assign.AssignAsync(ticket, technician, cancel);
            case Action.Queue:
                var queue = Id(value);
                return ticket => move.MoveAsync(ticket, queue, cancel);
            default:
                var tag = TagTicket.Clean([value]);
                return Now(ticket => ticket.TagWith(
                    TagTicket.Clean([.. request.Action == Action.Tag ? ticket.Tags.Select(t => t.Tag).Union(tag) : ticket.Tags.Select(t => t.Tag).Except(tag)]), by, now));
        }

        static Func<Ticket, Task> Now(System.Action<Ticket> change) => ticket =>
        {
            change(ticket);
            return Task.CompletedTask;
        };

        static long Id(string value) => long.TryParse(value, out var id) ? id : throw new Invalid("value", "is no id");
    }
}
