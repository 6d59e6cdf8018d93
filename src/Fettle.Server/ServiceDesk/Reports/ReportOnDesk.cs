using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Satisfaction;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Reports;

/// <summary>How the desk did in a period: whole, day by day, and by queue, organisation or technician. Problems are not counted: they are found, not asked for.</summary>
internal sealed class ReportOnDesk(FettleDb db, TicketFilter filter, IPeople people, TimeProvider clock) : IUseCase
{
    private const int MostDays = 366, UsualDays = 30;

    /// <param name="From">The first day.</param>
    /// <param name="To">The last day.</param>
    public sealed record Report(DateOnly From, DateOnly To, DeskFigures All, IReadOnlyList<Day> Days, ReportGroup By, IReadOnlyList<Group> Groups);

    public sealed record Day(DateOnly On, int Opened, int Solved);

    /// <param name="Id">The queue's, organisation's or technician's; null stands for nobody.</param>
    public sealed record Group(long? Id, string? Name, DeskFigures Figures);

    private sealed record Row(long? Group, DateTimeOffset CreatedAt, DateTimeOffset? AnsweredAt, DateTimeOffset? SolvedAt, bool Verified);

    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/reports/desk",
        (DateOnly? from, DateOnly? to, string? zone, ReportGroup? by, long? organisationId, ReportOnDesk useCase, CancellationToken cancel) =>
            useCase.RunAsync(from, to, zone, by ?? ReportGroup.Queue, organisationId, cancel));

    /// <param name="zone">The IANA time zone in which days begin and end; UTC without.</param>
    /// <exception cref="Forbidden">The caller sees tickets nowhere.</exception>
    /// <exception cref="Invalid">The period ends before it begins, is longer than a year, or the time zone is not known.</exception>
    public async Task<Report> RunAsync(DateOnly? from, DateOnly? to, string? zone, ReportGroup by, long? organisationId, CancellationToken cancel)
    {
        var days = new Days(zone);
        var last = to ?? days.Of(clock.GetUtcNow());
        var first = from ?? last.AddDays(1 - UsualDays);
        if (last < first)
            throw new Invalid("to", "is before from");
        if (last.DayNumber - first.DayNumber >= MostDays)
            throw new Invalid("from", $"is more than {MostDays} days before to");
        var (begin, end) = (days.Begin(first), days.Begin(last.AddDays(1)));

        var (all, groups) = (new Tally(), new Dictionary<long, Tally>());
        var (opened, solved) = (new int[last.DayNumber - first.DayNumber + 1], new int[last.DayNumber - first.DayNumber + 1]);
        var tickets = filter.Apply(new(OrganisationId: organisationId)).Where(t => t.Kind != TicketKind.Problem);
        IEnumerable<Tally> Concerned(long? group) => [all, OfGroup(group)];
        // 0 is nobody's id.
        Tally OfGroup(long? group) => groups.TryGetValue(group ?? 0, out var known) ? known : groups[group ?? 0] = new();

        await foreach (var t in Rows(tickets.Where(t => t.CreatedAt >= begin && t.CreatedAt < end), by).AsAsyncEnumerable().WithCancellation(cancel))
        {
            opened[days.Of(t.CreatedAt).DayNumber - first.DayNumber]++;
            foreach (var tally in Concerned(t.Group))
                tally.Open(t.CreatedAt, t.AnsweredAt);
        }
        await foreach (var t in Rows(tickets.Where(t => t.SolvedAt >= begin && t.SolvedAt < end), by).AsAsyncEnumerable().WithCancellation(cancel))
        {
            solved[days.Of(t.SolvedAt!.Value).DayNumber - first.DayNumber]++;
            foreach (var tally in Concerned(t.Group))
                tally.Solve(t.CreatedAt, t.SolvedAt.Value, t.Verified);
        }
        foreach (var waiting in await Rows(tickets.Where(t => TicketStatuses.Active.Contains(t.Status)), by).GroupBy(t => t.Group).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel))
        {
            foreach (var tally in Concerned(waiting.Key))
                tally.Backlog += waiting.Count;
        }
        var reopened = db.TicketEntries.Where(e => e.Kind == EntryKind.Reopened && e.At >= begin && e.At < end).Join(tickets, e => e.TicketId, t => t.Id, (e, t) => t);
        foreach (var back in await Rows(reopened, by).GroupBy(t => t.Group).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel))
        {
            foreach (var tally in Concerned(back.Key))
                tally.Reopened += back.Count;
        }
        var rated = db.Ratings.Where(r => r.At >= begin && r.At < end)
            .Join(tickets, r => r.TicketId, t => t.Id, (r, t) => new { r.Score, Group = by == ReportGroup.Queue ? t.QueueId : by == ReportGroup.Organisation ? t.OrganisationId : t.AssigneeId });
        foreach (var said in await rated.GroupBy(r => r.Group).Select(g => new { g.Key, Count = g.Count(), Satisfied = g.Count(r => r.Score >= Rating.Satisfied) }).ToListAsync(cancel))
        {
            foreach (var tally in Concerned(said.Key))
                tally.Rate(said.Count, said.Satisfied);
        }

        var names = await NamesAsync(by, [.. groups.Keys], cancel);
        return new(
            first, last, all.Figures(), [.. opened.Select((count, i) => new Day(first.AddDays(i), count, solved[i]))], by,
            [.. groups.Select(g => new Group(g.Key == 0 ? null : g.Key, names.GetValueOrDefault(g.Key), g.Value.Figures())).OrderByDescending(g => g.Figures.Opened).ThenBy(g => g.Name, StringComparer.Ordinal)]);
    }

    private static IQueryable<Row> Rows(IQueryable<Ticket> tickets, ReportGroup by) => by switch
    {
        ReportGroup.Queue => tickets.Select(t => new Row(t.QueueId, t.CreatedAt, t.AnsweredAt, t.SolvedAt, t.VerifiedAt != null)),
        ReportGroup.Organisation => tickets.Select(t => new Row(t.OrganisationId, t.CreatedAt, t.AnsweredAt, t.SolvedAt, t.VerifiedAt != null)),
        ReportGroup.Technician => tickets.Select(t => new Row(t.AssigneeId, t.CreatedAt, t.AnsweredAt, t.SolvedAt, t.VerifiedAt != null)),
        _ => throw new Invalid("by", "is none of queue, organisation, technician"),
    };

    private async Task<IReadOnlyDictionary<long, string>> NamesAsync(ReportGroup by, long[] ids, CancellationToken cancel) => by switch
    {
        ReportGroup.Queue => await db.Queues.Where(q => ids.Contains(q.Id)).ToDictionaryAsync(q => q.Id, q => q.Name, cancel),
        ReportGroup.Organisation => await people.OrganisationNamesAsync(ids, cancel),
        _ => (await people.NamesAsync(ids, cancel)).ToDictionary(p => p.Key, p => p.Value.Name),
    };
}
