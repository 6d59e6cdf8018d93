using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Fields;
using Fettle.Server.ServiceDesk.Personal;
using Fettle.Server.ServiceDesk.Promises.Clock;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Tickets;

/// <summary>Turns a <see cref="TicketQuery"/> into the rows it stands for, within the organisations where the caller sees tickets.</summary>
internal sealed class TicketFilter(FettleDb db, CurrentPerson me, OrganisationScope scope, TimeProvider clock)
{
    /// <exception cref="Forbidden">The caller sees tickets nowhere.</exception>
    /// <exception cref="Invalid">A filter's value is none.</exception>
    public IQueryable<Ticket> Apply(TicketQuery query)
    {
        me.Require(Permission.ViewTickets);
        var tickets = InOrganisations(query.OrganisationId);

        if (query.Status is not null)
        {
            var statuses = Statuses(query.Status);
            tickets = tickets.Where(t => statuses.Contains(t.Status));
        }
        if (TicketQuery.Names<TicketKind>(query.Kind, "kind") is { Count: > 0 } kinds)
            tickets = tickets.Where(t => kinds.Contains(t.Kind));
        if (query.QueueId is { } queue)
            tickets = tickets.Where(t => t.QueueId == queue);
        if (query.AssigneeId is { } assignee)
            tickets = AssignedTo(tickets, assignee);
        if (query.RequesterId is { } requester)
            tickets = tickets.Where(t => t.RequesterId == requester);
        if (query.DeviceId is { } device)
            tickets = tickets.Where(t => t.DeviceId == device);
        if (query.Tag is { } tag)
        {
            var tags = db.TicketTags;
            tickets = tickets.Where(t => tags.Where(x => x.Tag == tag).Select(x => x.TicketId).Contains(t.Id));
        }
        if (query.CategoryId is { } category)
            tickets = InCategory(tickets, category);
        if (query.Favourite == true)
        {
            var (favourites, mine) = (db.Favourites, me.Id);
            tickets = tickets.Where(t => favourites.Where(f => f.PersonId == mine).Select(f => f.TicketId).Contains(t.Id));
        }
        if (query.Field is { } field)
            tickets = WithField(tickets, field);
        return query.Due is { } due ? DueBy(tickets, due) : tickets;
    }

    /// <summary>A day is the server's own: of the zone that it runs in.</summary>
    private IQueryable<Ticket> DueBy(IQueryable<Ticket> tickets, string due)
    {
        var now = clock.GetUtcNow();
        var today = WallClock.DateOf(now, clock.LocalTimeZone);
        return due switch
        {
            "breached" => tickets.Where(t => t.DueAt <= now),
            "hour" => Between(now, now + TimeSpan.FromHours(1)),
            "today" => Between(Midnight(today), Midnight(today.AddDays(1))),
            "week" => Between(now, now + TimeSpan.FromDays(7)),
            "paused" => tickets.Where(t => t.DueKind != null && t.DueAt == Ticket.NotDue),
            "none" => tickets.Where(t => t.DueKind == null),
            _ => throw new Invalid("due", "is none of breached, hour, today, week, paused, none"),
        };

        IQueryable<Ticket> Between(DateTimeOffset from, DateTimeOffset until) => tickets.Where(t => t.DueAt > from && t.DueAt <= until);

        DateTimeOffset Midnight(DateOnly day) => WallClock.FirstInstantOf(day.ToDateTime(TimeOnly.MinValue), clock.LocalTimeZone);
    }

    /// <summary>In it or in one below it, which are at most five deep.</summary>
    private IQueryable<Ticket> InCategory(IQueryable<Ticket> tickets, long category)
    {
        var categories = db.Categories;
        var level = categories.Where(c => c.Id == category).Select(c => c.Id);
        var all = level;
        for (var depth = 1; depth < CategoryTree.Deepest; depth++)
        {
            var above = level;
            level = categories.Where(c => c.ParentId != null && above.Contains(c.ParentId.Value)).Select(c => c.Id);
            all = all.Concat(level);
        }
        return tickets.Where(t => t.CategoryId != null && all.Contains(t.CategoryId.Value));
    }

    private IQueryable<Ticket> WithField(IQueryable<Ticket> tickets, string written)
    {
        if (written.Split(':', 2) is not [var id, var value] || !long.TryParse(id, out var field))
            throw new Invalid("field", "is no field's id and value, such as 12:Building A");
        var values = db.FieldValues;
        return tickets.Where(t => values.Any(v => v.FieldId == field && v.Value == value && v.TicketId == t.Id));
    }

    /// <summary>Whose things somebody asks for: of one organisation, or of all where the caller sees tickets.</summary>
    public Func<long, bool> Organisations(long? wanted) => one => (wanted is null || wanted == one) && me.May(Permission.ViewTickets, one);

    private IQueryable<Ticket> InOrganisations(long? wanted)
    {
        var tickets = db.Tickets.AsNoTracking();
        if (wanted is { } one)
            return me.May(Permission.ViewTickets, one) ? tickets.Where(t => t.OrganisationId == one) : throw new NotFound($"Organisation {one}");

        var works = me.OrganisationsWith(Permission.ViewTickets);
        if (works is [var only])
            // Said as one value, it lets the indexes begin with the organisation.
            return tickets.Where(t => t.OrganisationId == only);

        // The scope also has organisations where the caller is a requester only.
        return works is null || (!scope.Everything && works.Count == scope.Organisations.Count) ? tickets : tickets.Where(t => works.Contains(t.OrganisationId));
    }

    private IQueryable<Ticket> AssignedTo(IQueryable<Ticket> tickets, string assignee)
    {
        if (assignee == "none")
            return tickets.Where(t => t.AssigneeId == null);
        var id = assignee == "me" ? me.Id : long.TryParse(assignee, out var number) ? number : throw new Invalid("assigneeId", "is neither an id nor me nor none");
        return tickets.Where(t => t.AssigneeId == id);
    }

    private static List<TicketStatus> Statuses(string written)
    {
        var names = written.Split(',', StringSplitOptions.TrimEntries);
        var active = names.Contains("active") ? TicketStatuses.Active : [];
        return [.. active.Union(TicketQuery.Names<TicketStatus>(string.Join(',', names.Where(n => n != "active")), "status"))];
    }
}
