using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Mail.Mailboxes;

/// <summary>Once a minute looks whether mail comes as it should. Where it does not, one ticket in the mailbox's queue says so until it is over.</summary>
internal sealed class WatchMailboxes(IServiceScopeFactory scopes, TimeProvider clock, ILogger<WatchMailboxes> log) : BackgroundService
{
    /// <summary>A server is restarted now and then; a password that is refused will be refused again.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(15);

    private const int MostArrivals = 20_000;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var turn = new PeriodicTimer(TimeSpan.FromMinutes(1), clock);
        while (await turn.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await WatchAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(e, "Mailboxes cannot be watched just now; trying again in a minute");
            }
        }
    }

    internal async Task WatchAsync(CancellationToken cancel)
    {
        List<long> mailboxes;
        await using (var scope = EverythingScope())
            mailboxes = await scope.ServiceProvider.GetRequiredService<FettleDb>().Mailboxes.Where(m => m.PausedAt == null).Select(m => m.Id).ToListAsync(cancel);
        foreach (var mailbox in mailboxes)
            await WatchAsync(mailbox, cancel);
    }

    private async Task WatchAsync(long id, CancellationToken cancel)
    {
        await using var scope = EverythingScope();
        var db = scope.ServiceProvider.GetRequiredService<FettleDb>();
        if (await db.Mailboxes.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, cancel) is not { } mailbox)
            return;
        var state = await db.MailboxStates.AsNoTracking().SingleAsync(s => s.MailboxId == id, cancel);
        var wrong = await WrongAsync(db, mailbox, state, cancel);
        if ((wrong is null) == (state.AlertTicket is null))
            return;

        var (one, tickets, now) = (scope.ServiceProvider.GetRequiredService<OneTicket>(), scope.ServiceProvider.GetRequiredService<NewTicket>(), clock.GetUtcNow());
        await db.InTransactionAsync(
            async () =>
            {
                // Of two replicas that saw it at once the second finds the ticket that the first has made.
                var locked = db.Database.IsNpgsql() ? db.MailboxStates.FromSql($"SELECT * FROM mailbox_states WHERE mailbox_id = {id} FOR UPDATE") : db.MailboxStates.Where(s => s.MailboxId == id);
                var held = await locked.SingleAsync(cancel);
                if (held.AlertTicket != state.AlertTicket)
                    return;
                if (wrong is { } found)
                {
                    held.AlertTicket = (await tickets.OpenAsync(
                        new(mailbox.OrganisationId, TicketKind.Incident, found.Subject, found.Body) { QueueId = mailbox.QueueId, Urgency = Level.High }, Author.Fettle, now, cancel)).Number;
                }
                else if (await one.LockAsync(held.AlertTicket!.Value, cancel) is { } alert)
                {
                    held.AlertTicket = null;
                    alert.Note(EntryKind.Note, Author.Fettle, now, text: $"Mail to {SafeMarkdown.Escape(mailbox.Address)} comes in again.");
                    await one.SaveAsync(alert, cancel);
                }
                db.Nudge("mailboxes", null, mailbox.OrganisationId);
                await db.SaveChangesAsync(cancel);
            },
            cancel);
    }

    private async Task<(string Subject, string Body)?> WrongAsync(FettleDb db, Mailbox mailbox, MailboxState state, CancellationToken cancel)
    {
        var (now, address) = (clock.GetUtcNow(), SafeMarkdown.Escape(mailbox.Address));
        if (state is { TroubleSince: { } since, TroubleKind: { } kind } && (kind == MailTrouble.SignIn || now - since >= Grace))
        {
            var subject = kind == MailTrouble.SignIn ? $"Nobody can sign in to the mailbox {mailbox.Address}" : $"Mail to {mailbox.Address} is not fetched";
            return (subject, $"{SafeMarkdown.Escape(state.Trouble ?? "")}\n\nMail waits on its server and is lost nowhere. Look at Settings, Mail: there the mailbox can be changed and tried.");
        }
        var remembered = now - MailHabit.Memory;
        var arrivals = await db.ReceivedMails.Where(m => m.MailboxId == mailbox.Id && m.ReceivedAt > remembered).OrderByDescending(m => m.ReceivedAt).Take(MostArrivals).Select(m => m.ReceivedAt).ToListAsync(cancel);
        return MailHabit.BrokenBySilence(arrivals, now) is { } usual
            ? ($"No mail comes to {mailbox.Address} any more", $"The last mail to {address} came {arrivals.Max():yyyy-MM-dd HH:mm} UTC. In the four weeks before, it was never silent for more than {usual.TotalHours:0} hours. Send it a mail, and look at what stands before it: an alias, a rule of the mail server, a filter.")
            : null;
    }

    private AsyncServiceScope EverythingScope()
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OrganisationScope>().SeeEverything();
        scope.ServiceProvider.GetRequiredService<Actor>().Doing = nameof(WatchMailboxes);
        return scope;
    }
}
