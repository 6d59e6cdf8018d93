using Fettle.Server.Platform.Journal;
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
internal sealed class OpenRecurringTickets(IServiceScopeFactory scopes, TimeProvider clock, ILogger<OpenRecurringTickets> log) : BackgroundService
{
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var turn = new PeriodicTimer(Turn, clock);
        while (await turn.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await OpenNextAsync(stoppingToken))
                {
                    // Until none is due.
                }
            }
            catch (Exception e) when (DatabaseTrouble.Is(e))
            {
                log.LogError(e, "Recurring tickets cannot be made; trying again");
            }
        }
    }

    /// <summary>False where none is due.</summary>
    internal async Task<bool> OpenNextAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OrganisationScope>().SeeEverything();
        scope.ServiceProvider.GetRequiredService<Actor>().Doing = nameof(OpenRecurringTickets);
        var (db, now) = (scope.ServiceProvider.GetRequiredService<FettleDb>(), clock.GetUtcNow());
        // A look without a lock first.
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
                await OpenAsync(scope.ServiceProvider, db, recurring, now, cancel);
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
