using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Paging;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Promises;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Rules.Settings;

/// <summary>What a rule did, newest first.</summary>
internal sealed class ListRuleRuns(FettleDb db, CurrentPerson me, InForce desk) : IUseCase
{
    /// <param name="What">A line for each action, or why it was stopped.</param>
    public sealed record Item(long Id, DateTimeOffset At, long TicketNumber, string Subject, RuleEvent Event, RunOutcome Outcome, IReadOnlyList<string> What);

    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/rules/{id:long}/runs", (long id, string? cursor, int? limit, ListRuleRuns useCase, CancellationToken cancel) => useCase.RunAsync(id, cursor, limit, cancel));

    /// <exception cref="NotFound">No such rule, or not one that the caller may see.</exception>
    public async Task<Page<Item>> RunAsync(long id, string? cursor, int? limit, CancellationToken cancel)
    {
        me.Require(Permission.ViewTickets);
        if (await db.Rules.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancel) is not { } rule || !desk.MaySee(rule.OrganisationId))
            throw new NotFound($"Rule {id}");
        var (size, before) = (Cursor.Limit(limit), Cursor.Read(cursor)?.Id ?? long.MaxValue);
        var works = me.OrganisationsWith(Permission.ViewTickets);
        var rows = await (from run in db.RuleRuns
                          where run.RuleId == id && run.Id < before && (works == null || works.Contains(run.OrganisationId))
                          join ticket in db.Tickets on run.TicketId equals ticket.Id
                          orderby run.Id descending
                          select new { Run = run, ticket.Number, ticket.Subject }).AsNoTracking().Take(size + 1).ToListAsync(cancel);
        return Cursor.Page(rows, size, r => new("", r.Run.Id), r => new Item(r.Run.Id, r.Run.At, r.Number, r.Subject, r.Run.Event, r.Run.Outcome, r.Run.What.Split('\n')));
    }
}
