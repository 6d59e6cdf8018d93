using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Mail.Outgoing;

/// <summary>
/// Hands the mail that waits to its servers. A mail is taken by putting its next attempt off, so that no other replica takes it as well; whoever dies
/// with it leaves it to the next one after that time. The only way for a mail to go out twice is to die between the server's last word and our writing
/// it down, and then it has the same Message-ID, by which the other side knows it.
/// </summary>
internal sealed class SendWaitingMail(IServiceScopeFactory scopes, TimeProvider clock, ILogger<SendWaitingMail> log) : BackgroundService
{
    /// <summary>How long a mail is one replica's. Handing one over takes less, or is broken off.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    private const int OfOneSender = 10;

    /// <summary>A server that is slow or away keeps the mail of one sender waiting, and not all.</summary>
    private const int AtOnce = 3;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => WorkAsync(stoppingToken)));

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        using var turn = new PeriodicTimer(TimeSpan.FromSeconds(1), clock);
        while (await turn.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await SendNextAsync(stoppingToken))
                {
                    // Until nothing is due.
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(e, "Waiting mail cannot be read or written down; trying again");
            }
        }
    }

    /// <summary>False where no mail is due.</summary>
    internal async Task<bool> SendNextAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OrganisationScope>().SeeEverything();
        scope.ServiceProvider.GetRequiredService<Actor>().Doing = nameof(SendWaitingMail);
        var (db, now) = (scope.ServiceProvider.GetRequiredService<FettleDb>(), clock.GetUtcNow());

        // A look without a lock first: an idle server should not take SQLite's one write lock every second.
        if (!await db.TicketMails.AnyAsync(m => m.State == MailState.Waiting && m.NextAttemptAt <= now, cancel))
            return false;
        var taken = await TakeAsync(db, now, cancel);
        if (taken.Count > 0)
            await scope.ServiceProvider.GetRequiredService<HandOver>().RunAsync(taken, cancel);
        return taken.Count > 0;
    }

    /// <summary>The mail that is due longest, and others of its sender: they share a connection.</summary>
    private static async Task<List<TicketMail>> TakeAsync(FettleDb db, DateTimeOffset now, CancellationToken cancel)
    {
        var taken = new List<TicketMail>();
        await db.InTransactionAsync(
            async () =>
            {
                var due = db.Database.IsNpgsql()
                    ? db.TicketMails.FromSql($"SELECT * FROM ticket_mails WHERE state = 'Waiting' AND next_attempt_at <= {now} ORDER BY next_attempt_at, id LIMIT 50 FOR UPDATE SKIP LOCKED")
                    : db.TicketMails.Where(m => m.State == MailState.Waiting && m.NextAttemptAt <= now).OrderBy(m => m.NextAttemptAt).ThenBy(m => m.Id).Take(50);
                var found = await due.AsNoTracking().ToListAsync(cancel);
                taken = [.. found.OrderBy(m => m.NextAttemptAt).ThenBy(m => m.Id)];
                taken = [.. taken.Where(m => m.SenderId == taken[0].SenderId).Take(OfOneSender)];
                var ids = taken.ConvertAll(m => m.Id);
                var until = now + Lease;
                await db.TicketMails.Where(m => ids.Contains(m.Id)).ExecuteUpdateAsync(
                    s => s.SetProperty(m => m.NextAttemptAt, until).SetProperty(m => m.Attempts, m => m.Attempts + 1), cancel);
                foreach (var mail in taken)
                    (mail.NextAttemptAt, mail.Attempts) = (until, mail.Attempts + 1);
            },
            cancel);
        return taken;
    }
}
