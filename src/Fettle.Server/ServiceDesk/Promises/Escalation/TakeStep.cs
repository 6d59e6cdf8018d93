using Fettle.Server.People;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.OnCall.Alerts;
using Fettle.Server.ServiceDesk.Promises.Clock;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Promises.Escalation;

/// <summary>
/// Takes the next escalation step that is due, in one transaction with the mark that it was taken. The timeline's line of it is unique in the database,
/// so it is taken once, whatever restarts or runs beside it.
/// </summary>
internal sealed class TakeStep(FettleDb db, OneTicket one, InForce levels, RaiseAlert alerts, IPeople people, TimeProvider clock)
{
    /// <summary>False where none is due.</summary>
    public async Task<bool> RunAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var due = await (from target in db.TicketTargets
                         where target.NextStepAt <= now
                         join t in db.Tickets on target.TicketId equals t.Id
                         orderby target.NextStepAt
                         select new { t.Number, target.Kind }).AsNoTracking().FirstOrDefaultAsync(cancel);
        if (due is null)
            return false;

        // Another replica that looked at the same moment waits at the ticket's row, then finds the step taken.
        var ticket = (await one.LockAsync(due.Number, cancel))!;
        var row = await db.TicketTargets.SingleOrDefaultAsync(t => t.TicketId == ticket.Id && t.Kind == due.Kind && t.NextStepAt <= now, cancel);
        if (row is null)
            return true;
        var level = (await levels.AllAsync(cancel)).FirstOrDefault(l => l.Id == row.LevelId);
        var reading = level is null ? null : await ReadAsync(ticket, row.Kind, level, cancel);
        if (reading?.EndedAt is null && reading is not null && NextKey(row, reading, level!, now) is { } key)
        {
            row.Do(key);
            await TakeAsync(ticket, row, level!, key, now, cancel);
        }
        row.StepNextAt(reading is null ? null : KeepTargets.NextStep(row, reading, level!));
        await one.SaveAsync(ticket, cancel);
        return true;
    }

    private async Task<TargetReading?> ReadAsync(Ticket ticket, TargetKind kind, InForce.Level level, CancellationToken cancel)
    {
        var log = await TicketLog.ReadAsync(db, [ticket.Id], cancel);
        return TargetClock.Read([.. log.Select(l => l.Step)], ticket.Priority, level.Terms).FirstOrDefault(r => r.Kind == kind);
    }

    private static string? NextKey(TicketTarget row, TargetReading reading, InForce.Level level, DateTimeOffset now) =>
        (from step in level.Steps
         where step.IsFor(row.Kind) && !row.HasDone(step.Key)
         let at = reading.InstantOf(step.Work(reading.Goal))
         where at <= now
         orderby at
         select step.Key).FirstOrDefault();

    private async Task TakeAsync(Ticket ticket, TicketTarget row, InForce.Level level, string key, DateTimeOffset now, CancellationToken cancel)
    {
        var once = $"escalation:{row.Kind}:{row.Cycle}:{key}";
        if (await db.TicketEntries.AnyAsync(e => e.TicketId == ticket.Id && e.Once == once, cancel))
            return;
        ticket.Note(EntryKind.Escalated, Author.Fettle, now, data: new() { Target = row.Kind, Step = key, Title = level.Name }, once: once);
        foreach (var step in level.Steps.Where(s => s.IsFor(row.Kind) && s.Key == key))
        {
            if (step.RaisePriority)
                ticket.Raise(Author.Fettle, now);
            if (step.AssignTo is { } technician)
                await AssignAsync(ticket, technician, now, cancel);
            await TellAsync(ticket, row, step, once, cancel);
        }
    }

    /// <summary>Somebody who has left, or works elsewhere now, is not given it.</summary>
    private async Task AssignAsync(Ticket ticket, long technician, DateTimeOffset now, CancellationToken cancel)
    {
        var technicians = await people.TechniciansAsync(ticket.OrganisationId, cancel);
        if (technicians.FirstOrDefault(t => t.Id == technician) is { } to)
            ticket.AssignTo(to.Id, technicians.FirstOrDefault(t => t.Id == ticket.AssigneeId)?.Name, to.Name, Author.Fettle, now);
    }

    private async Task TellAsync(Ticket ticket, TicketTarget row, EscalationStep step, string once, CancellationToken cancel)
    {
        var person = step.Tell switch
        {
            Told.Assignee => ticket.AssigneeId,
            Told.Person => step.PersonId,
            _ => null,
        };
        var rotation = step.Tell == Told.OnCall ? step.RotationId : null;
        if (person is null && rotation is null)
            return;
        var subject = $"#{ticket.Number} {ticket.Subject}";
        await alerts.RunAsync(
            ticket.OrganisationId, subject, rotation, person, ticket.Number, urgent: ticket.Priority <= Priority.P2,
            $"{once}:{ticket.Number}:{step.Tell}:{person ?? rotation}", cancel);
    }
}
