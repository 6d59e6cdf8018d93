using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Teams;

/// <summary>The teams of the organisations where the caller sees tickets, and which queues they are given tickets from.</summary>
internal sealed class ListTeams(FettleDb db, CurrentPerson me, Names names) : IUseCase
{
    /// <param name="From">When their day begins, by their own clock: <c>09:00:00</c>.</param>
    public sealed record Item(
        long Id, long OrganisationId, string Name, string TimeZone, IReadOnlyList<DayOfWeek> Days, TimeOnly From, TimeOnly Until, IReadOnlyList<Member> Members, IReadOnlyList<Source> Queues);

    public sealed record Member(PersonRef Person, IReadOnlyList<string> Skills);

    public sealed record Source(long QueueId, AssignmentMethod Method);

    public static void Map(RouteGroupBuilder api) => api.MapGet("/teams", (ListTeams useCase, CancellationToken cancel) => useCase.RunAsync(cancel));

    /// <exception cref="Forbidden">The caller sees tickets nowhere.</exception>
    public async Task<IReadOnlyList<Item>> RunAsync(CancellationToken cancel)
    {
        me.Require(Permission.ViewTickets);
        var teams = (await db.Teams.Include(t => t.Members).AsNoTracking().OrderBy(t => t.Name).ToListAsync(cancel)).FindAll(t => me.May(Permission.ViewTickets, t.OrganisationId));
        var ids = teams.ConvertAll(t => t.Id);
        var queues = (await db.QueueAssignments.AsNoTracking().Where(a => ids.Contains(a.TeamId)).ToListAsync(cancel)).ToLookup(a => a.TeamId);
        await names.LoadAsync(teams.SelectMany(t => t.Members).Select(m => (long?)m.PersonId), [], cancel);
        return teams.ConvertAll(t => new Item(
            t.Id, t.OrganisationId, t.Name, t.TimeZone, t.Days, t.From, t.Until, [.. t.Members.OrderBy(m => m.PersonId).Select(m => new Member(names.Person(m.PersonId)!, m.Skills))],
            [.. queues[t.Id].Select(a => new Source(a.QueueId, a.Method))]));
    }
}
