using Fettle.Server.People;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.OnCall.Schedule;
using Fettle.Server.ServiceDesk.OnCall.Telling;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.OnCall.Alerts;

/// <summary>Takes the next alert whose time has come and writes down who is told of it and how. Nothing is sent here, so it is done once or not at all.</summary>
internal sealed class TellNext(FettleDb db, OneTicket one, IPeople people, IEnumerable<INotify> ways, TimeProvider clock)
{
    private static readonly TimeSpan NobodyThere = TimeSpan.FromMinutes(5);

    /// <summary>False where none is due.</summary>
    public async Task<bool> RunAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (await db.Alerts.AsNoTracking().Where(a => a.NextAt <= now).OrderBy(a => a.NextAt).Select(a => new { a.Id, a.TicketNumber }).FirstOrDefaultAsync(cancel) is not { } due)
            return false;

        // The ticket before its alert, as whoever raises one: two who hold one each and want the other would wait for ever.
        var ticket = due.TicketNumber is { } number ? await one.LockAsync(number, cancel) : null;
        var alert = await (db.Database.IsNpgsql() ? db.Alerts.FromSql($"SELECT * FROM on_call_alerts WHERE id = {due.Id} FOR UPDATE") : db.Alerts.Where(a => a.Id == due.Id))
            .SingleAsync(cancel);
        if (!(alert.NextAt <= now))
            return true;

        var rotation = alert.RotationId is { } id ? await db.Rotations.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancel) : null;
        var (person, again) = rotation is null ? (alert.PersonId, (DateTimeOffset?)null) : await NextOfAsync(rotation, alert, now, cancel);
        if (person is null)
            alert.WaitUntil(again);
        else
            await TellAsync(alert, ticket, rotation, person.Value, again, now, cancel);
        await db.SaveChangesAsync(cancel);
        return true;
    }

    /// <summary>Whose turn it is to be told, and when it is the next one's; nobody now and later where quiet hours hold it back or nobody is on call.</summary>
    private async Task<(long? Person, DateTimeOffset? Again)> NextOfAsync(Rotation rotation, Alert alert, DateTimeOffset now, CancellationToken cancel)
    {
        var rules = rotation.Read();
        var rota = new Rota(rules, await StandInsAsync(rotation.Id, now, cancel));
        if (!alert.Urgent && rota.LoudFrom(now) is var loud && loud > now)
            return (null, loud);
        var order = rota.ToTellAt(now);
        return order.Count == 0 ? (null, now + NobodyThere) : (order[alert.Told % order.Count], now + TimeSpan.FromMinutes(rules.EscalateAfterMinutes));
    }

    private async Task<List<StandIn>> StandInsAsync(long rotation, DateTimeOffset now, CancellationToken cancel) =>
        (await db.RotationStandIns.AsNoTracking().Where(s => s.RotationId == rotation && s.To > now).OrderBy(s => s.Id).ToListAsync(cancel))
        .ConvertAll(s => new StandIn(s.PersonId, s.From, s.To));

    private async Task TellAsync(Alert alert, Ticket? ticket, Rotation? rotation, long person, DateTimeOffset? again, DateTimeOffset now, CancellationToken cancel)
    {
        alert.WasTold(again);
        var who = (await people.NamesAsync([person], cancel)).GetValueOrDefault(person);
        var notice = NoticeOf(alert, rotation, person, who, tellingId: 0);
        foreach (var way in ways)
        {
            if (!await way.ReachesAsync(notice, cancel))
                continue;
            db.Add(new AlertTelling
            {
                OrganisationId = alert.OrganisationId,
                AlertId = alert.Id,
                PersonId = person,
                Channel = way.Channel,
                At = now,
                NextTryAt = now,
            });
        }
        db.Nudge("alerts", null, alert.OrganisationId, person);
        if (ticket is null)
            return;
        ticket.Note(
            EntryKind.OnCallTold, Author.Fettle, now, data: new() { PersonId = person, To = who?.Name, Title = rotation?.Name }, once: $"told:{alert.Id}:{alert.Told}");
        await one.SaveAsync(ticket, cancel);
    }

    public static Notice NoticeOf(Alert alert, Rotation? rotation, long person, PersonName? who, long tellingId) => new(
        tellingId, alert.Id, alert.OrganisationId, alert.Subject, alert.TicketNumber, alert.Urgent, alert.RaisedAt, alert.Told, person, who?.Name ?? $"Person {person}",
        who?.Email, rotation?.Name, rotation?.WebhookUrl, rotation?.WebhookSecret);
}
