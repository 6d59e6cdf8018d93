using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Teams;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Rules.Acting;

/// <summary>Gives a ticket to whoever of a team has fewest. Who of the team has it already keeps it.</summary>
internal sealed class AssignToTeam(FettleDb db, IPeople people)
{
    /// <exception cref="NotFound">The team is gone, or of another organisation.</exception>
    /// <exception cref="Conflict">Nobody of it works this organisation's tickets.</exception>
    public async Task RunAsync(Ticket ticket, long teamId, DateTimeOffset at, CancellationToken cancel)
    {
        var team = await db.Teams.Include(t => t.Members).AsNoTracking().SingleOrDefaultAsync(t => t.Id == teamId && t.OrganisationId == ticket.OrganisationId, cancel)
            ?? throw new NotFound($"Team {teamId}");
        var technicians = await people.TechniciansAsync(ticket.OrganisationId, cancel);
        var members = team.Members.ToDictionary(m => m.PersonId);
        if (ticket.AssigneeId is { } has && members.ContainsKey(has))
            return;
        var there = technicians.Where(t => members.ContainsKey(t.Id)).ToDictionary(t => t.Id, t => t.Name);
        var (ids, active) = (there.Keys.Select(id => (long?)id).ToList(), TicketStatuses.Active);
        var loads = await db.Tickets.Where(t => ids.Contains(t.AssigneeId) && active.Contains(t.Status)).GroupBy(t => t.AssigneeId!.Value)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        var chosen = ChooseAssignee.Of(
            AssignmentMethod.ByLoad, [.. there.Keys.Select(id => new ChooseAssignee.Candidate(id, loads.GetValueOrDefault(id), members[id].Skills))], last: null, asked: []);
        if (chosen is not { } person)
            throw new Conflict($"Nobody of {team.Name} works tickets here.");
        ticket.AssignTo(person, technicians.FirstOrDefault(t => t.Id == ticket.AssigneeId)?.Name, there[person], Author.Fettle, at);
    }
}
