using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Fields;
using Fettle.Server.ServiceDesk.Personal;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Reports;

/// <summary>
/// What to automate next: the causes behind the tickets solved in a period, by the time that people wrote down on them. Where no cause was found, the category
/// stands for it.
/// </summary>
internal sealed class ReportOnCauses(FettleDb db, TicketFilter filter, TimeProvider clock) : IUseCase
{
    private const int UsualDays = 90, MostDays = 366, MostCauses = 25;

    /// <param name="Cause">The cause's id, <c>fs.full</c>; null where it is a category, or nothing is known.</param>
    /// <param name="Tickets">How many were solved.</param>
    /// <param name="Minutes">Written down on them.</param>
    /// <param name="Fixed">Of the tickets, those that a remedy of Fettle's put right, proven by the device.</param>
    public sealed record Item(string? Cause, string? Title, int Tickets, long Minutes, int Fixed);

    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/reports/causes",
        (DateOnly? from, DateOnly? to, string? zone, long? organisationId, ReportOnCauses useCase, CancellationToken cancel) =>
            useCase.RunAsync(from, to, zone, organisationId, cancel));

    /// <param name="zone">The IANA time zone in which days begin and end; UTC without.</param>
    /// <exception cref="Forbidden">The caller sees tickets nowhere.</exception>
    /// <exception cref="Invalid">The period ends before it begins, is longer than a year, or the time zone is not known.</exception>
    public async Task<IReadOnlyList<Item>> RunAsync(DateOnly? from, DateOnly? to, string? zone, long? organisationId, CancellationToken cancel)
    {
        var days = new Days(zone);
        var last = to ?? days.Of(clock.GetUtcNow());
        var first = from ?? last.AddDays(1 - UsualDays);
        if (last < first || last.DayNumber - first.DayNumber >= MostDays)
            throw new Invalid("to", $"is not within {MostDays} days after from");
        var (begin, end) = (days.Begin(first), days.Begin(last.AddDays(1)));
        var askedFor = TicketKinds.AskedFor;
        var tickets = filter.Apply(new(OrganisationId: organisationId)).Where(t => askedFor.Contains(t.Kind) && t.SolvedAt >= begin && t.SolvedAt < end);

        // The last remedy that ran on a ticket names its cause.
        var causes = new Dictionary<long, EntryData>();
        var remedies = db.TicketEntries.Where(e => e.Kind == EntryKind.RemedyFinished).Join(tickets, e => e.TicketId, t => t.Id, (e, t) => e);
        await foreach (var entry in remedies.OrderBy(e => e.Id).Select(e => new { e.TicketId, e.Data }).AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (entry.Data?.Cause is not null)
                causes[entry.TicketId] = entry.Data;
        }
        var spent = new Dictionary<long, long>();
        await foreach (var time in db.TimeEntries.Join(tickets, e => e.TicketId, t => t.Id, (e, t) => e).Select(e => new { e.TicketId, e.Spent }).AsAsyncEnumerable().WithCancellation(cancel))
            spent[time.TicketId] = spent.GetValueOrDefault(time.TicketId) + (long)time.Spent.TotalMinutes;
        var categories = await db.Categories.ToDictionaryAsync(c => c.Id, c => c.Name, cancel);

        // One cause is called after each device that has it; the last name that was given to it stands for all.
        var titles = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var named in causes.Values)
            titles[named.Cause!] = named.Title;
        var found = new Dictionary<(string? Cause, string? Title), (int Tickets, long Minutes, int Fixed)>();
        await foreach (var ticket in tickets.Select(t => new { t.Id, t.CategoryId, Verified = t.VerifiedAt != null }).AsAsyncEnumerable().WithCancellation(cancel))
        {
            var cause = causes.GetValueOrDefault(ticket.Id);
            var key = cause?.Cause is { } id ? (id, titles[id]) : (null, categories.GetValueOrDefault(ticket.CategoryId ?? 0));
            var sum = found.GetValueOrDefault(key);
            found[key] = (sum.Tickets + 1, sum.Minutes + spent.GetValueOrDefault(ticket.Id), sum.Fixed + (ticket.Verified ? 1 : 0));
        }
        return
        [
            .. found.Select(f => new Item(f.Key.Cause, f.Key.Title, f.Value.Tickets, f.Value.Minutes, f.Value.Fixed))
                .OrderByDescending(f => f.Minutes).ThenByDescending(f => f.Tickets).ThenBy(f => f.Title, StringComparer.Ordinal).Take(MostCauses),
        ];
    }
}
