using Fettle.Server.People;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Teams;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Catalogue.Tasks;

/// <summary>The tasks that the caller can work on now: their own, and those of their teams; what is due first comes first.</summary>
internal sealed class ListOwnTasks(FettleDb db, CurrentPerson me) : IUseCase
{
    private const int Most = 200;

    /// <param name="Mine">Given to the caller by name.</param>
    public sealed record Item(long Id, string Title, TaskState State, DateTimeOffset? DueAt, string? Team, bool Mine, long Number, string Subject, string? Failure);

    public static void Map(RouteGroupBuilder api) => api.MapGet("/tasks", (ListOwnTasks useCase, CancellationToken cancel) => useCase.RunAsync(cancel));

    public async Task<IReadOnlyList<Item>> RunAsync(CancellationToken cancel)
    {
        me.Require(Permission.ViewTickets);
        var (id, teams) = (me.Id, db.Teams);
        var organisations = me.OrganisationsWith(Permission.ViewTickets);
        var (all, among) = (organisations is null, organisations ?? []);
        var tasks = from task in db.RequestTasks.AsNoTracking()
                    where (task.State == TaskState.Open || task.State == TaskState.Failed) && (all || among.Contains(task.OrganisationId))
                    where task.PersonId == id || (task.PersonId == null && teams.Any(t => t.Id == task.TeamId && t.Members.Any(m => m.PersonId == id)))
                    join ticket in db.Tickets on task.TicketId equals ticket.Id
                    orderby task.DueAt == null, task.DueAt, task.Id
                    select new Item(
                        task.Id, task.Title, task.State, task.DueAt, teams.Where(t => t.Id == task.TeamId).Select(t => t.Name).FirstOrDefault(), task.PersonId == id, ticket.Number,
                        ticket.Subject, task.Failure);
        return await tasks.Take(Most).ToListAsync(cancel);
    }
}
