using System.Linq.Expressions;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Promises;
using Fettle.Server.ServiceDesk.Satisfaction;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Reports;

/// <summary>How the desk did in a period: whole, day by day, and by queue, organisation, technician, team, category or device model. Problems are not counted: they are found, not asked for.</summary>
internal sealed class ReportOnDesk(FettleDb db, TicketFilter filter, ReportGroups named, TimeProvider clock) : IUseCase
{
    private const int MostDays = 366, UsualDays = 30;

    /// <param name="From">The first day.</param>
    /// <param name="To">The last day.</param>
    public sealed record Report(DateOnly From, DateOnly To, DeskFigures All, IReadOnlyList<Day> Days, ReportGroup By, IReadOnlyList<Group> Groups);

    public sealed record Day(DateOnly On, int Opened, int Solved);

    /// <param name="Id">The queue's, organisation's, technician's …; of a device model only a number to tell it from others. Null stands for none.</param>
    public sealed record Group(long? Id, string? Name, DeskFigures Figures);

    private sealed record Row(
        long QueueId, long OrganisationId, long? AssigneeId, long? CategoryId, long? DeviceId, DateTimeOffset CreatedAt, DateTimeOffset? AnsweredAt, DateTimeOffset? SolvedAt, bool Verified)
    {
        public long? GroupBy(ReportGroup by) => by switch
        {
            ReportGroup.Organisation => OrganisationId,
            ReportGroup.Technician => AssigneeId,
            ReportGroup.Category => CategoryId,
            ReportGroup.DeviceModel => DeviceId,
            _ => QueueId,
        };
    }

    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/reports/desk",
        (DateOnly? from, DateOnly? to, string? zone, string? by, long? organisationId, ReportOnDesk useCase, CancellationToken cancel) =>
            useCase.RunAsync(from, to, zone, by, organisationId, cancel));

    /// <param name="zone">The IANA time zone in which days begin and end; UTC without.</param>
    /// <param name="groupBy">What the parts are: queue (unless asked otherwise), organisation, technician, team, category or deviceModel.</param>
    /// <exception cref="Forbidden">The caller sees tickets nowhere.</exception>
    /// <exception cref="Invalid">The period ends before it begins, is longer than a year, or the time zone is not known.</exception>
    public async Task<Report> RunAsync(DateOnly? from, DateOnly? to, string? zone, string? groupBy, long? organisationId, CancellationToken cancel)
    {
        var by = TicketQuery.Names<ReportGroup>(groupBy ?? "queue", "by") is [var one] ? one : throw new Invalid("by", "is not one of queue, organisation, technician, team, category, deviceModel");
        var days = new Days(zone);
        var last = to ?? days.Of(clock.GetUtcNow());
        var first = from ?? last.AddDays(1 - UsualDays);
        if (last < first)
            throw new Invalid("to", "is before from");
        if (last.DayNumber - first.DayNumber >= MostDays)
            throw new Invalid("from", $"is more than {MostDays} days before to");
        var (begin, end) = (days.Begin(first), days.Begin(last.AddDays(1)));

        var parts = await named.OfAsync(by, cancel);
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
        await CountAsync(Promised(kept: false), (tally, count) => tally.Promises += count);
        await CountAsync(Promised(kept: true), (tally, count) => tally.Kept += count);
        await CountAsync(RatedAtLeast(Rating.Worst), (tally, count) => tally.Ratings += count);
        await CountAsync(RatedAtLeast(Rating.Satisfied), (tally, count) => tally.Satisfied += count);

        var names = await parts.NamesAsync([.. groups.Keys], cancel);
        return new(
            first, last, all.Figures(), [.. opened.Select((count, i) => new Day(first.AddDays(i), count, solved[i]))], by,
            [.. groups.Select(g => new Group(g.Key == 0 ? null : g.Key, names.GetValueOrDefault(g.Key), g.Value.Figures())).OrderByDescending(g => g.Figures.Opened).ThenBy(g => g.Name, StringComparer.Ordinal)]);

        // One that was never answered ended with the solution; what the requester or the calendar still held up was not due.
        IQueryable<Ticket> Promised(bool kept) => db.TicketTargets.Where(p => p.EndedAt != null && (!kept || p.DueAt == null || p.DueAt >= p.EndedAt))
            .Join(tickets.Where(t => t.SolvedAt >= begin && t.SolvedAt < end), p => p.TicketId, t => t.Id, (p, t) => t);

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
            var key = group is { } one ? parts.GroupOf(one) : 0;
            if (!groups.TryGetValue(key, out var part))
                groups[key] = part = new();
            change(all);
            change(part);
        }
    }

    private static Expression<Func<Ticket, long?>> Key(ReportGroup by) => by switch
    {
        ReportGroup.Organisation => t => t.OrganisationId,
        ReportGroup.Technician => t => t.AssigneeId,
        ReportGroup.Category => t => t.CategoryId,
        ReportGroup.DeviceModel => t => t.DeviceId,
        _ => t => t.QueueId,
    };

    private static IAsyncEnumerable<Row> Rows(IQueryable<Ticket> tickets) =>
        tickets.Select(t => new Row(t.QueueId, t.OrganisationId, t.AssigneeId, t.CategoryId, t.DeviceId, t.CreatedAt, t.AnsweredAt, t.SolvedAt, t.VerifiedAt != null)).AsAsyncEnumerable();
}
