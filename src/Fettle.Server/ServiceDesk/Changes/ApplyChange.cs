using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.ServiceDesk.Fields;
using Fettle.Server.ServiceDesk.Relations;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Changes;

/// <summary>Reads a change and does it to a ticket that is locked, by the same rules as if it were made by hand.</summary>
internal sealed class ApplyChange(
    FettleDb db, CurrentPerson me, AssignTicket assign, MoveTicket move, SortTicket sort, BeforeSolving before, TimeProvider clock)
{
    /// <param name="who">Null: the caller. What has no caller knows no <c>me</c>.</param>
    /// <returns>What does it, to one ticket or to many.</returns>
    /// <exception cref="Invalid">The value is not one that the change takes.</exception>
    public Func<Ticket, Task> Read(TicketChange change, CancellationToken cancel, Author? who = null)
    {
        var (value, by, now) = (Demand.Text(change.Value, "value", longest: 100), who ?? Author.Staff(me), clock.GetUtcNow());
        switch (Demand.Known(change.Kind, "action"))
        {
            case ChangeKind.Status:
                var status = TicketQuery.Names<TicketStatus>(value, "value") is [var wanted] ? wanted : throw new Invalid("value", "is not one status");
                return async ticket =>
                {
                    await before.CheckAsync(ticket, status, force: false, cancel);
                    ticket.ChangeStatus(status, null, by, now);
                };
            case ChangeKind.Assignee:
                long? technician = value == "none" ? null : value == "me" && who is null ? me.Id : Id(value);
                return ticket => assign.AssignAsync(ticket, technician, cancel, by);
            case ChangeKind.Queue:
                var queue = Id(value);
                return ticket => move.MoveAsync(ticket, queue, cancel, by);
            case ChangeKind.Category:
                long? category = value == "none" ? null : Id(value);
                return ticket => sort.SortAsync(ticket, category, cancel, by);
            case ChangeKind.Priority:
                var (impact, urgency) = TicketQuery.Names<Level>(value, "value") is [var i, var u] ? (i, u) : throw new Invalid("value", "is no impact and urgency, such as high,low");
                return ticket =>
                {
                    ticket.Weigh(impact, urgency, by, now);
                    return Task.CompletedTask;
                };
            default:
                var (tag, add) = (TagTicket.Clean([value]), change.Kind == ChangeKind.Tag);
                return ticket => TagAsync(ticket, tag, add, by, now, cancel);
        }

        static long Id(string value) => long.TryParse(value, out var id) ? id : throw new Invalid("value", "is no id");
    }

    private async Task TagAsync(Ticket ticket, IReadOnlyList<string> tag, bool add, Author by, DateTimeOffset at, CancellationToken cancel)
    {
        await db.Entry(ticket).Collection(t => t.Tags).LoadAsync(cancel);
        var tags = ticket.Tags.Select(t => t.Tag);
        ticket.TagWith(TagTicket.Clean([.. add ? tags.Union(tag) : tags.Except(tag)]), by, at);
    }
}
