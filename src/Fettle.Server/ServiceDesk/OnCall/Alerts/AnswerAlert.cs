using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.ServiceDesk.OnCall.Alerts;

/// <summary>"I look after it": nobody else is told of the alert.</summary>
internal sealed class AnswerAlert(FettleDb db, CurrentPerson me, OneTicket one, TimeProvider clock) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/on-call/alerts/{alertId:long}/answer", (long alertId, AnswerAlert useCase, CancellationToken cancel) => useCase.RunAsync(alertId, cancel));

    /// <exception cref="NotFound">No such alert in an organisation where the caller works tickets.</exception>
    /// <exception cref="Conflict">Somebody else answered it.</exception>
    public async Task<NoContent> RunAsync(long alertId, CancellationToken cancel)
    {
        me.Require(Permission.WorkTickets);
        await db.InTransactionAsync(
            async () =>
            {
                // The ticket before its alert, as whoever raises one.
                var about = await db.Alerts.AsNoTracking().Where(a => a.Id == alertId).Select(a => a.TicketNumber).SingleOrDefaultAsync(cancel);
                var ticket = about is { } number ? await one.LockAsync(number, cancel) : null;
                var found = db.Database.IsNpgsql() ? db.Alerts.FromSql($"SELECT * FROM on_call_alerts WHERE id = {alertId} FOR UPDATE") : db.Alerts.Where(a => a.Id == alertId);
                var alert = await found.SingleOrDefaultAsync(cancel);
                if (alert is null || !me.May(Permission.WorkTickets, alert.OrganisationId) || (alert.PersonId is { } only && only != me.Id))
                    throw new NotFound($"Alert {alertId}");
                if (!alert.Answer(me.Id, clock.GetUtcNow()) && alert.AnsweredBy != me.Id)
                    throw new Conflict("Somebody else looks after it already.");
                db.Nudge("alerts", null, alert.OrganisationId, me.Id);
                await db.SaveChangesAsync(cancel);
                if (ticket is not null)
                    await NoteAsync(ticket, alert, cancel);
            },
            cancel);
        return TypedResults.NoContent();
    }

    private async Task NoteAsync(Ticket ticket, Alert alert, CancellationToken cancel)
    {
        var once = $"answered:{alert.Id}";
        if (await db.TicketEntries.AnyAsync(e => e.TicketId == ticket.Id && e.Once == once, cancel))
            return;
        ticket.Note(EntryKind.OnCallAnswered, Author.Staff(me), clock.GetUtcNow(), once: once);
        await one.SaveAsync(ticket, cancel);
    }
}
