using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Searching;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Rules.Timed;

/// <summary>Finds the tickets that a rule means now, all at once by the database: each once for its period, or for what it is late with.</summary>
internal sealed class DueTickets(FettleDb db, SearchTickets search, TimeProvider clock, ILogger<DueTickets> log)
{
    /// <summary>The rest has its turn a minute later.</summary>
    private const int AtOnce = 200;

    public static readonly TimeSpan Soon = TimeSpan.FromHours(1);

    /// <param name="Once">Names this time of it.</param>
    public sealed record Due(long Number, long OrganisationId, string Once);

    public async Task<IReadOnlyList<Due>> OfAsync(Rule rule, RuleEvent what, CancellationToken cancel)
    {
        var (draft, now) = (rule.Read(), clock.GetUtcNow());
        try
        {
            var meant = await MeantAsync(draft, rule.OrganisationId, cancel);
            return what == RuleEvent.TimePassed ? await ByTimeAsync(rule, draft, meant, now, cancel) : await ByPromiseAsync(rule, what, meant, now, cancel);
        }
        catch (Invalid e)
        {
            // A name in a condition is gone since the rule was written.
            log.LogWarning("Rule {Rule} cannot look for its tickets: {Why}", rule.Id, e.Message);
            return [];
        }
    }

    /// <summary>The tickets for which the conditions hold; not those that go on elsewhere.</summary>
    /// <exception cref="Invalid">A condition names what there is no more.</exception>
    public async Task<IQueryable<Ticket>> MeantAsync(RuleDraft draft, long? organisation, CancellationToken cancel)
    {
        var all = db.Tickets.AsNoTracking().Where(t => t.MergedIntoId == null);
        if (organisation is { } one)
            all = all.Where(t => t.OrganisationId == one);
        if (draft.Match == MatchMode.All || draft.Conditions.Count < 2)
            return await search.AmongAsync(all, string.Join(' ', draft.Conditions), cancel);
        IQueryable<long>? any = null;
        foreach (var condition in draft.Conditions)
        {
            var ids = (await search.AmongAsync(all, condition, cancel)).Select(t => t.Id);
            any = any is null ? ids : any.Union(ids);
        }
        return all.Where(t => any!.Contains(t.Id));
    }

    private async Task<IReadOnlyList<Due>> ByTimeAsync(Rule rule, RuleDraft draft, IQueryable<Ticket> meant, DateTimeOffset now, CancellationToken cancel)
    {
        var (runs, id, prefix) = (db.RuleRuns, rule.Id, "time:");
        var since = draft.AgainAfterHours is { } hours ? now - TimeSpan.FromHours(hours) : DateTimeOffset.MinValue.AddYears(1);
        var due = await meant.Where(t => !runs.Any(r => r.RuleId == id && r.TicketId == t.Id && r.Once.StartsWith(prefix) && r.At > since))
            .OrderBy(t => t.Id).Take(AtOnce).Select(t => new { t.Number, t.OrganisationId }).ToListAsync(cancel);
        return [.. due.Select(t => new Due(t.Number, t.OrganisationId, $"time:{now.ToUnixTimeSeconds()}"))];
    }

    private async Task<IReadOnlyList<Due>> ByPromiseAsync(Rule rule, RuleEvent what, IQueryable<Ticket> meant, DateTimeOffset now, CancellationToken cancel)
    {
        // What was late long before a rule was made is none of its business.
        var (from, until) = what == RuleEvent.DueSoon ? (now, now + Soon) : (now - TimeSpan.FromDays(1), now);
        var late = await meant.Where(t => t.DueKind != null && t.DueAt > from && t.DueAt <= until).OrderBy(t => t.DueAt)
            .Select(t => new { t.Id, t.Number, t.OrganisationId, t.DueKind, t.DueAt }).Take(AtOnce * 10).ToListAsync(cancel);
        var ids = late.ConvertAll(t => t.Id);
        var done = (await db.RuleRuns.Where(r => r.RuleId == rule.Id && ids.Contains(r.TicketId)).Select(r => new { r.TicketId, r.Once }).ToListAsync(cancel))
            .Select(r => (r.TicketId, r.Once)).ToHashSet();
        return
        [
            .. (from t in late
                let once = $"{what}:{t.DueKind}:{t.DueAt.ToUnixTimeSeconds()}"
                where !done.Contains((t.Id, once))
                select new Due(t.Number, t.OrganisationId, once)).Take(AtOnce)
        ];
    }
}
