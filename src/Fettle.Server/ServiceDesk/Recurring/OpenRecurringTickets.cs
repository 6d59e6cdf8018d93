using Fettle.Server.Platform.Background;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Promises;
using Fettle.Server.ServiceDesk.Templates;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Recurring;

/// <summary>
/// Makes the tickets that are due. The ticket, the note that its day is done and the next day are one transaction under the row's lock, so each day has its
/// ticket once, whichever replica comes first; what fell due while the server was away is made when it is back, day by day.
/// </summary>
internal sealed class OpenRecurringTickets(IServiceScopeFactory scopes, TimeProvider clock, ILogger<OpenRecurringTickets> log)
    : InTurns(scopes, clock, TimeSpan.FromSeconds(20), log)
{
    protected override async Task<bool> NextAsync(IServiceProvider services, CancellationToken cancel)
    {
        var (db, now) = (services.GetRequiredService<FettleDb>(), Clock.GetUtcNow());
        if (!await db.RecurringTickets.AnyAsync(r => r.NextAt <= now, cancel))
            return false;
        var opened = false;
        await db.InTransactionAsync(
            async () =>
            {
                var due = db.Database.IsNpgsql()
                    ? db.RecurringTickets.FromSql($"SELECT * FROM recurring_tickets WHERE next_at <= {now} ORDER BY next_at, id LIMIT 1 FOR UPDATE SKIP LOCKED")
                    : db.RecurringTickets.Where(r => r.NextAt <= now).OrderBy(r => r.NextAt).ThenBy(r => r.Id).Take(1);
                if (await due.FirstOrDefaultAsync(cancel) is not { } recurring)
                    return;
                await OpenAsync(services, db, recurring, now, cancel);
                opened = true;
            },
            cancel);
        return opened;
    }

    private static async Task OpenAsync(IServiceProvider services, FettleDb db, RecurringTicket recurring, DateTimeOffset now, CancellationToken cancel)
    {
        var calendar = recurring.CalendarId is { } id ? await db.BusinessCalendars.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancel) : null;
        var hours = calendar is null ? null : services.GetRequiredService<CompiledCalendars>().Of(calendar);
        var template = (await db.TicketTemplates.AsNoTracking().SingleAsync(t => t.Id == recurring.TemplateId, cancel)).Read();
        var queue = template.QueueId is { } q && await db.Queues.AnyAsync(x => x.Id == q && x.OrganisationId == recurring.OrganisationId, cancel) ? template.QueueId : null;
        var ticket = await services.GetRequiredService<NewTicket>().OpenAsync(
            new(recurring.OrganisationId, template.Kind, template.Subject, template.Body.Length > 0 ? template.Body : template.Subject)
            {
                QueueId = queue,
                Impact = template.Impact,
                Urgency = template.Urgency,
                Tags = template.Tags,
            },
            Author.Fettle, now, cancel);
        await services.GetRequiredService<ApplyTemplate>().RunAsync(ticket, template, Author.Fettle, now, cancel);
        await services.GetRequiredService<OneTicket>().SaveAsync(ticket, cancel);
        db.Add(new RecurringRun { OrganisationId = recurring.OrganisationId, RecurringId = recurring.Id, Day = recurring.NextDay!.Value, TicketNumber = ticket.Number, At = now });
        recurring.Advance(hours);
        await db.SaveChangesAsync(cancel);
    }
}
