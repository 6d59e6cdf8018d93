using Fettle.Server.People;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Fields;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Teams;

/// <summary>
/// Puts a new ticket into somebody's hands by the rule of its queue. It runs in the transaction that opens the ticket, while the next number is held: so
/// each ticket is given once, and two at once are not given by the same count.
/// </summary>
internal sealed class AssignOnOpening(FettleDb db, IPeople people, SortedBy sorted)
{
    public async Task RunAsync(Ticket ticket, DateTimeOffset at, CancellationToken cancel)
    {
        if (ticket.AssigneeId is not null || !ticket.Kind.IsAskedFor
            || await db.QueueAssignments.SingleOrDefaultAsync(a => a.QueueId == ticket.QueueId, cancel) is not { Method: not AssignmentMethod.None } rule)
            return;
        var team = await db.Teams.Include(t => t.Members).AsNoTracking().SingleAsync(t => t.Id == rule.TeamId, cancel);
        // At night it waits in its queue for whoever comes first in the morning.
        if (!team.WorksAt(at))
            return;

        var members = team.Members.ToDictionary(m => m.PersonId);
        // Whoever left, or no longer works tickets here, is given none.
        var there = (await people.TechniciansAsync(ticket.OrganisationId, cancel)).Where(t => members.ContainsKey(t.Id)).ToDictionary(t => t.Id, t => t.Name);
        var (ids, active) = (there.Keys.Select(id => (long?)id).ToList(), TicketStatuses.Active);
        var loads = await db.Tickets.Where(t => ids.Contains(t.AssigneeId) && active.Contains(t.Status)).GroupBy(t => t.AssigneeId!.Value)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        var asked = rule.Method == AssignmentMethod.BySkill ? await AskedAsync(ticket, cancel) : [];
        var chosen = ChooseAssignee.Of(
            rule.Method, [.. there.Keys.Select(id => new ChooseAssignee.Candidate(id, loads.GetValueOrDefault(id), members[id].Skills))], rule.LastPersonId, asked);
        if (chosen is not { } person)
            return;
        rule.Gave(person);
        ticket.AssignTo(person, was: null, there[person], Author.Fettle, at);
    }

    private async Task<IReadOnlyCollection<string>> AskedAsync(Ticket ticket, CancellationToken cancel)
    {
        var tree = await sorted.TreeAsync(cancel);
        return [.. ticket.Tags.Select(t => t.Tag).Concat(tree.Upwards(ticket.CategoryId).Select(c => c.Name.ToLowerInvariant())).Distinct()];
    }
}
