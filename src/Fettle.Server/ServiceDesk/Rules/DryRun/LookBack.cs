using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Mail;
using Fettle.Server.ServiceDesk.Promises;
using Fettle.Server.ServiceDesk.Rules.Matching;
using Fettle.Server.ServiceDesk.Rules.Timed;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Rules.DryRun;

/// <summary>
/// What a rule would have done within a stretch of the past, from the timelines alone: each event is looked at with the ticket as it was then. It changes
/// nothing. What the rule's own actions would have changed for later events is not played on.
/// </summary>
internal sealed class LookBack(FettleDb db, ReadFacts facts)
{
    /// <summary>So many events or tickets are looked at, the latest first.</summary>
    public const int Most = 20_000;

    private const int AtOnce = 500;

    public sealed record Hit(TicketFacts Then, DateTimeOffset At, RuleEvent Event);

    public sealed record Found(IReadOnlyList<Hit> Hits, int LookedAt, bool All);

    private sealed record Moment(long TicketId, DateTimeOffset At, RuleEvent Event, string? Text);

    public async Task<Found> RunAsync(RuleDraft rule, IReadOnlyList<long>? organisations, DateTimeOffset since, DateTimeOffset until, CancellationToken cancel)
    {
        var moments = new List<Moment>();
        if (rule.Events.Any(e => !RuleEvents.Timed.Contains(e)))
            moments.AddRange(await EventsAsync(rule, organisations, since, cancel));
        if (rule.Events.Contains(RuleEvent.TimePassed))
            moments.AddRange(await HoursAsync(organisations, since, until, cancel));
        moments.AddRange(await PromisesAsync(rule, organisations, since, until, cancel));

        var hits = new List<Hit>();
        foreach (var tickets in moments.GroupBy(m => m.TicketId).Chunk(AtOnce))
            hits.AddRange(await AmongAsync(rule, tickets, cancel));
        return new([.. hits.OrderByDescending(h => h.At)], moments.Select(m => m.TicketId).Distinct().Count(), moments.Count < Most);
    }

    private async Task<IEnumerable<Moment>> EventsAsync(RuleDraft rule, IReadOnlyList<long>? organisations, DateTimeOffset since, CancellationToken cancel)
    {
        var kinds = RuleEvents.Lines;
        var mails = db.TicketMails;
        var lines = await db.TicketEntries.Where(e => e.At >= since && kinds.Contains(e.Kind) && (organisations == null || organisations.Contains(e.OrganisationId)))
            .OrderByDescending(e => e.Id).Take(Most)
            .Select(e => new { e.TicketId, e.At, e.Kind, e.AuthorKind, e.Data, e.Text, Mail = mails.Any(m => m.EntryId == e.Id && m.Direction == MailDirection.In) }).ToListAsync(cancel);
        return from line in lines
               let events = RuleEvents.Of(line.Kind, line.AuthorKind, line.Data).Concat(line.Mail ? [RuleEvent.MailCame] : [])
               from what in events.Where(rule.Events.Contains).Take(1)
               select new Moment(line.TicketId, line.At, what, line.Text ?? "");
    }

    /// <summary>Every ticket that was there, looked at every six hours.</summary>
    private async Task<IEnumerable<Moment>> HoursAsync(IReadOnlyList<long>? organisations, DateTimeOffset since, DateTimeOffset until, CancellationToken cancel)
    {
        var tickets = await db.Tickets.Where(t => (organisations == null || organisations.Contains(t.OrganisationId)) && t.MergedIntoId == null && (t.ClosedAt == null || t.ClosedAt > since))
            .OrderByDescending(t => t.UpdatedAt).Take(Most / 10).Select(t => new { t.Id, t.CreatedAt }).ToListAsync(cancel);
        return from ticket in tickets
               from step in Enumerable.Range(0, (int)((until - since).TotalHours / 6) + 1)
               let at = since.AddHours(step * 6)
               where at >= ticket.CreatedAt
               select new Moment(ticket.Id, at, RuleEvent.TimePassed, Text: null);
    }

    private async Task<IEnumerable<Moment>> PromisesAsync(RuleDraft rule, IReadOnlyList<long>? organisations, DateTimeOffset since, DateTimeOffset until, CancellationToken cancel)
    {
        if (!rule.Events.Any(e => e is RuleEvent.DueSoon or RuleEvent.Overdue))
            return [];
        var latest = until + DueTickets.Soon;
        var due = await db.TicketTargets.Where(t => t.DueAt >= since && t.DueAt <= latest && (organisations == null || organisations.Contains(t.OrganisationId)))
            .Select(t => new { t.TicketId, t.StartedAt, t.DueAt, t.EndedAt }).Take(Most).ToListAsync(cancel);
        return from t in due
               from what in rule.Events.Where(e => e is RuleEvent.DueSoon or RuleEvent.Overdue)
               let at = what == RuleEvent.Overdue ? t.DueAt!.Value : Later(t.StartedAt, t.DueAt!.Value - DueTickets.Soon)
               where at <= until && !(t.EndedAt < at)
               select new Moment(t.TicketId, at, what, Text: null);

        static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
    }

    private async Task<List<Hit>> AmongAsync(RuleDraft rule, IReadOnlyCollection<IGrouping<long, Moment>> moments, CancellationToken cancel)
    {
        var ids = moments.Select(m => m.Key).ToList();
        var tickets = await db.Tickets.AsNoTracking().Where(t => ids.Contains(t.Id)).ToListAsync(cancel);
        var timed = rule.Events.Contains(RuleEvent.TimePassed) || moments.Any(m => m.Any(x => x.Text is null));
        var now = await facts.OfAsync(tickets, words: timed && Conditions.Of(rule, DateTimeOffset.UnixEpoch.AddYears(100)).AskForWords, statusAge: false, cancel);
        var logs = (await db.TicketEntries.Where(e => ids.Contains(e.TicketId) && Rewind.Kinds.Contains(e.Kind)).OrderBy(e => e.Id)
            .Select(e => new { e.TicketId, e.Kind, e.At, e.Data }).ToListAsync(cancel)).ToLookup(e => e.TicketId, e => new Rewind.Line(e.Kind, e.At, e.Data));
        var hits = new List<Hit>();
        foreach (var of in moments)
        {
            if (!now.TryGetValue(of.Key, out var today))
                continue;
            var (log, last) = (logs[of.Key].ToList(), DateTimeOffset.MinValue);
            foreach (var moment in of.OrderBy(m => m.At))
            {
                // By the clock a ticket counts once for its period.
                if (moment.Event == RuleEvent.TimePassed && last != DateTimeOffset.MinValue && !(rule.AgainAfterHours is { } hours && moment.At - last >= TimeSpan.FromHours(hours)))
                    continue;
                var then = Rewind.To(moment.At, today, log) with { Text = moment.Text ?? today.Text };
                if (!Conditions.Of(rule, moment.At).Hold(then))
                    continue;
                hits.Add(new(then, moment.At, moment.Event));
                if (moment.Event == RuleEvent.TimePassed)
                    last = moment.At;
            }
        }
        return hits;
    }
}
