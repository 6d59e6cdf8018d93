using System.Globalization;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Promises.Clock;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Promises.Recomputing;

/// <summary>The next batch of an ordered recomputation: a handful of statements for all of its tickets.</summary>
internal sealed class RecomputeBatch(FettleDb db, InForce levels, KeepTargets targets, TimeProvider clock)
{
    private const int AtOnce = 500;

    private sealed record Found(long Id, long Number, long OrganisationId, long QueueId, TicketKind Kind, Priority Priority, TargetKind? DueKind, DateTimeOffset DueAt);

    public Task<bool> IsOrderedAsync(CancellationToken cancel) => db.TargetRecomputations.AnyAsync(r => r.FinishedAt == null, cancel);

    /// <summary>False where nothing is ordered, or another replica is at it.</summary>
    public async Task<bool> RunAsync(CancellationToken cancel)
    {
        var unfinished = db.Database.IsNpgsql()
            ? db.TargetRecomputations.FromSql($"SELECT * FROM target_recomputations WHERE finished_at IS NULL ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED")
            : db.TargetRecomputations.Where(r => r.FinishedAt == null).OrderBy(r => r.Id).Take(1);
        if (await unfinished.AsTracking().FirstOrDefaultAsync(cancel) is not { } run)
            return false;

        var tickets = await LockAsync(run, cancel);
        var changed = await ReadAnewAsync(run, tickets, cancel);
        run.Done += tickets.Count;
        run.Changed += changed.Count;
        run.LastTicketId = tickets is [.., var last] ? last.Id : run.LastTicketId;
        run.FinishedAt = tickets.Count < AtOnce ? clock.GetUtcNow() : null;
        await db.SaveChangesAsync(cancel);
        await ShowOnTicketsAsync(changed, cancel);

        foreach (var organisation in tickets.Where(t => changed.Contains(t.Id)).Select(t => t.OrganisationId).Distinct())
            db.Nudge("tickets", null, organisation);
        db.Nudge("service-levels", null, run.OrganisationId);
        await db.SaveChangesAsync(cancel);
        return true;
    }

    private Task<List<Found>> LockAsync(TargetRecomputation run, CancellationToken cancel)
    {
        var (after, organisation) = (run.LastTicketId, run.OrganisationId);
        // Locked in the order of their ids: whoever changes one of them meanwhile waits, or is waited for, and nobody in a ring.
        var locked = db.Database.IsNpgsql()
            ? db.Tickets.FromSql(
                $"""
                SELECT * FROM tickets
                WHERE id > {after} AND status IN ('New', 'Open', 'WaitingForRequester', 'WaitingForOther') AND kind IN ('Incident', 'Request')
                    AND ({organisation}::bigint IS NULL OR organisation_id = {organisation})
                ORDER BY id LIMIT {AtOnce} FOR UPDATE
                """)
            : db.Tickets.Where(t => t.Id > after && TicketStatuses.Active.Contains(t.Status) && TicketKinds.AskedFor.Contains(t.Kind)
                && (organisation == null || t.OrganisationId == organisation)).OrderBy(t => t.Id).Take(AtOnce);
        return locked.OrderBy(t => t.Id).Select(t => new Found(t.Id, t.Number, t.OrganisationId, t.QueueId, t.Kind, t.Priority, t.DueKind, t.DueAt)).ToListAsync(cancel);
    }

    /// <returns>The ids of the tickets that are due at another time than before.</returns>
    private async Task<HashSet<long>> ReadAnewAsync(TargetRecomputation run, List<Found> tickets, CancellationToken cancel)
    {
        var (all, now, ids) = (await levels.AllAsync(cancel), clock.GetUtcNow(), tickets.ConvertAll(t => t.Id));
        var logs = (await TicketLog.ReadAsync(db, ids, cancel)).ToLookup(s => s.TicketId, s => s.Step);
        var rows = (await db.TicketTargets.Where(t => ids.Contains(t.TicketId)).ToListAsync(cancel)).ToLookup(t => t.TicketId);
        var changed = new HashSet<long>();
        foreach (var ticket in tickets)
        {
            var level = InForce.For(all, ticket.OrganisationId, ticket.QueueId, ticket.Kind);
            var readings = level is null ? [] : TargetClock.Read([.. logs[ticket.Id]], ticket.Priority, level.Terms);
            var before = rows[ticket.Id].Select(Due).ToHashSet();
            // Who changes the rules today escalates nothing that would have been due yesterday.
            var kept = targets.Keep(ticket.OrganisationId, ticket.Id, [.. rows[ticket.Id]], readings, level, stepsFrom: now);
            if (before.SetEquals(kept.Select(Due)))
                continue;
            changed.Add(ticket.Id);
            db.Add(Line(run, ticket, NextDue.Of(kept), now));
        }
        return changed;

        static (TargetKind, DateTimeOffset?) Due(TicketTarget target) => (target.Kind, target.DueAt);
    }

    private static TicketEntry Line(TargetRecomputation run, Found ticket, NextDue next, DateTimeOffset now)
    {
        var data = new EntryData { Because = run.Because, Target = next.Kind ?? ticket.DueKind, From = Instant(ticket.DueAt), To = Instant(next.At) };
        return TicketEntry.Of(ticket.OrganisationId, ticket.Id, EntryKind.DueChanged, now, data, once: $"recomputed:{run.Id}");

        static string? Instant(DateTimeOffset? at) => at is null || at == Ticket.NotDue ? null : at.Value.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
    }

    /// <summary>The same that <see cref="NextDue"/> says, for many tickets at once.</summary>
    private async Task ShowOnTicketsAsync(HashSet<long> changed, CancellationToken cancel)
    {
        var open = db.TicketTargets.Where(g => g.EndedAt == null);
        await db.Tickets.Where(t => changed.Contains(t.Id)).ExecuteUpdateAsync(
            s => s
                .SetProperty(t => t.DueAt, t => open.Where(g => g.TicketId == t.Id).Min(g => g.DueAt) ?? Ticket.NotDue)
                .SetProperty(
                    t => t.DueKind,
                    t => open.Where(g => g.TicketId == t.Id).OrderBy(g => g.DueAt == null).ThenBy(g => g.DueAt).Select(g => (TargetKind?)g.Kind).FirstOrDefault()),
            cancel);
    }
}
