using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Promises.Clock;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Promises;

/// <summary>Reads a ticket's clocks anew with every change that moves one, in the change's own transaction.</summary>
internal sealed class KeepTargets(FettleDb db, InForce levels)
{
    private static readonly EntryKind[] Moving = [.. TicketStep.Telling, EntryKind.QueueChanged];

    /// <param name="written">What is about to be saved with each ticket.</param>
    public async Task RunAsync(IReadOnlyCollection<(Ticket Ticket, IReadOnlyList<TicketEntry> Entries)> written, CancellationToken cancel)
    {
        var moved = written.Where(w => w.Entries.Any(e => Moving.Contains(e.Kind))).ToList();
        if (moved.Count == 0)
            return;
        var all = await levels.AllAsync(cancel);
        // Where nothing is or was promised, nothing is looked for.
        var concerned = moved.Select(w => (w.Ticket, w.Entries, Level: InForce.For(all, w.Ticket.OrganisationId, w.Ticket.QueueId, w.Ticket.Kind)))
            .Where(w => w.Level is not null || w.Ticket.DueKind is not null).ToList();
        if (concerned.Count == 0)
            return;

        var ids = concerned.Select(w => w.Ticket.Id).ToList();
        var logs = (await TicketLog.ReadAsync(db, ids, cancel)).ToLookup(s => s.TicketId, s => s.Step);
        var rows = (await db.TicketTargets.Where(t => ids.Contains(t.TicketId)).ToListAsync(cancel)).ToLookup(t => t.TicketId);
        foreach (var (ticket, entries, level) in concerned)
        {
            var log = logs[ticket.Id].Concat(TicketLog.Unsaved(entries)).ToList();
            var readings = level is null ? [] : TargetClock.Read(log, ticket.Priority, level.Terms);
            var kept = Keep(ticket.OrganisationId, ticket.Id, [.. rows[ticket.Id]], readings, level);
            ticket.IsDue(NextDue.Of(kept));
        }
    }

    /// <summary>Brings the rows of one ticket in step with what its clocks show.</summary>
    /// <param name="stepsFrom">Steps that would have been due before are not taken any more; null: what is late is made up for.</param>
    public List<TicketTarget> Keep(long organisation, long ticketId, IReadOnlyList<TicketTarget> rows, IReadOnlyList<TargetReading> readings, InForce.Level? level,
        DateTimeOffset? stepsFrom = null)
    {
        db.RemoveRange(rows.Where(r => !readings.Any(x => x.Kind == r.Kind)));
        var kept = new List<TicketTarget>();
        foreach (var reading in readings)
        {
            var row = rows.FirstOrDefault(r => r.Kind == reading.Kind);
            if (row is null)
                db.Add(row = new() { OrganisationId = organisation, TicketId = ticketId, Kind = reading.Kind });
            row.Show(reading, level!.Id);
            if (stepsFrom is { } from)
                PassOver(row, reading, level, from);
            row.StepNextAt(NextStep(row, reading, level));
            kept.Add(row);
        }
        return kept;
    }

    private static void PassOver(TicketTarget row, TargetReading reading, InForce.Level level, DateTimeOffset before)
    {
        foreach (var step in level.Steps.Where(s => s.IsFor(reading.Kind) && !row.HasDone(s.Key) && reading.InstantOf(s.Work(reading.Goal)) <= before))
            row.Do(step.Key);
    }

    public static DateTimeOffset? NextStep(TicketTarget row, TargetReading reading, InForce.Level level) =>
        reading.EndedAt is not null
            ? null
            : (from step in level.Steps
               where step.IsFor(reading.Kind) && !row.HasDone(step.Key)
               select reading.InstantOf(step.Work(reading.Goal))).Min();
}
