using System.Linq.Expressions;
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

    private sealed record Row(long QueueId, long OrganisationId, long? AssigneeId, DateTimeOffset CreatedAt, DateTimeOffset? AnsweredAt, DateTimeOffset? SolvedAt, bool Verified)
    {
        public long? GroupBy(ReportGroup by) => by switch { ReportGroup.Queue => QueueId, ReportGroup.Organisation => OrganisationId, _ => AssigneeId };
    }

    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/reports/desk",
        (DateOnly? from, DateOnly? to, string? zone, string? by, long? organisationId, ReportOnDesk useCase, CancellationToken cancel) =>
            useCase.RunAsync(from, to, zone, by, organisationId, cancel));

    /// <param name="zone">The IANA time zone in which days begin and end; UTC without.</param>
    /// <param name="groupBy">What the parts are: queue (unless asked otherwise), organisation or technician.</param>
    /// <exception cref="Forbidden">The caller sees tickets nowhere.</exception>
    /// <exception cref="Invalid">The period ends before it begins, is longer than a year, or the time zone is not known.</exception>
    public async Task<Report> RunAsync(DateOnly? from, DateOnly? to, string? zone, string? groupBy, long? organisationId, CancellationToken cancel)
    {
        var by = TicketQuery.Names<ReportGroup>(groupBy ?? "queue", "by") is [var one] ? one : throw new Invalid("by", "is not one of queue, organisation, technician");
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
        var askedFor = TicketKinds.AskedFor;
        var tickets = filter.Apply(new(OrganisationId: organisationId)).Where(t => askedFor.Contains(t.Kind));

        await foreach (var t in Rows(tickets.Where(t => t.CreatedAt >= begin && t.CreatedAt < end)).WithCancellation(cancel))
        {
            opened[days.Of(t.CreatedAt).DayNumber - first.DayNumber]++;
            Add(t.GroupBy(by), tally => tally.Open(t.CreatedAt, t.AnsweredAt));
        }
        await foreach (var t in Rows(tickets.Where(t => t.SolvedAt >= begin && t.SolvedAt < end)).WithCancellation(cancel))
        {
            solved[days.Of(t.SolvedAt!.Value).DayNumber - first.DayNumber]++;
            Add(t.GroupBy(by), tally => tally.Solve(t.CreatedAt, t.SolvedAt.Value, t.Verified));
        }
        var reopened = db.TicketEntries.Where(e => e.Kind == EntryKind.Reopened && e.At >= begin && e.At < end).Join(tickets, e => e.TicketId, t => t.Id, (e, t) => t);
        await CountAsync(tickets.Where(t => TicketStatuses.Active.Contains(t.Status)), (tally, count) => tally.Backlog += count);
        await CountAsync(reopened, (tally, count) => tally.Reopened += count);
        await CountAsync(RatedAtLeast(Rating.Worst), (tally, count) => tally.Ratings += count);
        await CountAsync(RatedAtLeast(Rating.Satisfied), (tally, count) => tally.Satisfied += count);

        var names = await NamesAsync(by, [.. groups.Keys], cancel);
        return new(
            first, last, all.Figures(), [.. opened.Select((count, i) => new Day(first.AddDays(i), count, solved[i]))], by,
            [.. groups.Select(g => new Group(g.Key == 0 ? null : g.Key, names.GetValueOrDefault(g.Key), g.Value.Figures())).OrderByDescending(g => g.Figures.Opened).ThenBy(g => g.Name, StringComparer.Ordinal)]);

        IQueryable<Ticket> RatedAtLeast(int score) =>
            db.Ratings.Where(r => r.At >= begin && r.At < end && r.Score >= score).Join(tickets, r => r.TicketId, t => t.Id, (r, t) => t);

        async Task CountAsync(IQueryable<Ticket> some, Action<Tally, int> add)
        {
            foreach (var group in await some.GroupBy(Key(by)).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel))
                Add(group.Key, tally => add(tally, group.Count));
        }

        // To the whole and to its part; 0 is nobody's id.
        void Add(long? group, Action<Tally> change)
        {
            if (!groups.TryGetValue(group ?? 0, out var part))
                groups[group ?? 0] = part = new();
            change(all);
            change(part);
        }
    }

    private static Expression<Func<Ticket, long?>> Key(ReportGroup by) => by switch
    {
        ReportGroup.Queue => t => t.QueueId,
        ReportGroup.Organisation => t => t.OrganisationId,
        _ => t => t.AssigneeId,
    };

    private static IAsyncEnumerable<Row> Rows(IQueryable<Ticket> tickets) =>
        tickets.Select(t => new Row(t.QueueId, t.OrganisationId, t.AssigneeId, t.CreatedAt, t.AnsweredAt, t.SolvedAt, t.VerifiedAt != null)).AsAsyncEnumerable();

    private async Task<IReadOnlyDictionary<long, string>> NamesAsync(ReportGroup by, long[] ids, CancellationToken cancel) => by switch
    {
        ReportGroup.Queue => await QueueNamesAsync(ids, cancel),
        ReportGroup.Organisation => await people.OrganisationNamesAsync(ids, cancel),
        _ => (await people.NamesAsync(ids, cancel)).ToDictionary(p => p.Key, p => p.Value.Name),
    };

    /// <summary>With the organisation's name where there are queues of several.</summary>
    private async Task<IReadOnlyDictionary<long, string>> QueueNamesAsync(long[] ids, CancellationToken cancel)
    {
        var queues = await db.Queues.Where(q => ids.Contains(q.Id)).Select(q => new { q.Id, q.Name, q.OrganisationId }).ToListAsync(cancel);
        var organisations = await people.OrganisationNamesAsync(queues.Select(q => q.OrganisationId).Distinct(), cancel);
        return queues.ToDictionary(q => q.Id, q => organisations.Count > 1 ? $"{q.Name} · {organisations.GetValueOrDefault(q.OrganisationId)}" : q.Name);
    }
}
