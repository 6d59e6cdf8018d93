using Fettle.Mail;
using Fettle.Server.Platform.Blobs;
using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Mail.Mailboxes;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Mail.Incoming;

/// <summary>
/// Understands what was stored, in the order in which it came. (1) A few messages are claimed for a while, so that no replica does another's and none is
/// lost with the process; (2) each is read, its files are kept, and (3) in one transaction it becomes what it is to be. What fails is put off and then
/// held in the quarantine: it never stands in the way of the next.
/// </summary>
internal sealed class UnderstandMail(IServiceScopeFactory scopes, BlobStore blobs, MailArrivals arrivals, TimeProvider clock, ILogger<UnderstandMail> log) : BackgroundService
{
    private const int AtOnce = 8;

    /// <summary>So often one is begun: what takes the whole process with it, too, comes to the quarantine.</summary>
    private const int MostTries = 8;

    /// <summary>What a killed process had begun is begun again after it; what takes longer may be begun twice, and is finished once all the same.</summary>
    private static readonly TimeSpan Claim = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var first = true;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (first)
                    await TakeBackAsync(stoppingToken);
                first = false;
                while (await UnderstandNextAsync(stoppingToken))
                {
                    // Until none waits.
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(e, "Mail cannot be understood just now; trying again");
            }
            await arrivals.WaitAsync(Turn, stoppingToken);
        }
    }

    /// <summary>False where none is due.</summary>
    internal async Task<bool> UnderstandNextAsync(CancellationToken cancel)
    {
        var claimed = await ClaimAsync(cancel);
        foreach (var (id, tries) in claimed)
        {
            try
            {
                await UnderstandAsync(id, tries, cancel);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                throw;
            }
            catch (Exception e)
            {
                // Whatever a stranger's message brings about ends here, with its reason.
                await PutAsideAsync(id, tries, e, cancel);
            }
        }
        return claimed.Count > 0;
    }

    private async Task<List<(long Id, int Tries)>> ClaimAsync(CancellationToken cancel)
    {
        await using var scope = EverythingScope();
        var (db, now) = (scope.ServiceProvider.GetRequiredService<FettleDb>(), clock.GetUtcNow());
        // A look without a lock first: an idle server should not take SQLite's one write lock at every turn.
        if (!await db.ReceivedMails.AnyAsync(m => m.State == ReceiptState.Waiting && m.NextTryAt <= now, cancel))
            return [];
        List<(long, int)> claimed = [];
        await db.InTransactionAsync(
            async () =>
            {
                var due = db.Database.IsNpgsql()
                    ? db.ReceivedMails.FromSql($"SELECT * FROM received_mails WHERE state = 'Waiting' AND next_try_at <= {now} ORDER BY id LIMIT {AtOnce} FOR UPDATE SKIP LOCKED")
                    : db.ReceivedMails.Where(m => m.State == ReceiptState.Waiting && m.NextTryAt <= now).OrderBy(m => m.Id).Take(AtOnce);
                var rows = await due.Select(m => new { m.Id, m.Tries }).ToListAsync(cancel);
                var (ids, until) = (rows.ConvertAll(r => r.Id), now + Claim);
                await db.ReceivedMails.Where(m => ids.Contains(m.Id)).ExecuteUpdateAsync(
                    s => s.SetProperty(m => m.NextTryAt, until).SetProperty(m => m.Tries, m => m.Tries + 1), cancel);
                claimed = [.. rows.OrderBy(r => r.Id).Select(r => (r.Id, r.Tries + 1))];
            },
            cancel);
        return claimed;
    }

    private async Task UnderstandAsync(long id, int tries, CancellationToken cancel)
    {
        await using var scope = EverythingScope();
        var db = scope.ServiceProvider.GetRequiredService<FettleDb>();
        var found = await (from m in db.ReceivedMails.AsNoTracking()
                           where m.Id == id
                           join b in db.Mailboxes on m.MailboxId equals b.Id into boxes
                           from b in boxes.DefaultIfEmpty()
                           select new { Mail = m, Mailbox = b }).SingleAsync(cancel);
        if (tries > MostTries)
        {
            await ChangeAsync(db, id, (m, _) => m.Quarantine(QuarantineReason.Failed, $"It was begun {MostTries} times and never brought to an end."), cancel);
            return;
        }
        Limit(scope.ServiceProvider, found.Mail, found.Mailbox);

        using var raw = await OpenAsync(found.Mail, cancel);
        var letter = raw is null ? null : Letter.Of(MailReader.Read(raw, cancel: cancel), found.Mailbox?.AuthservId);
        var files = letter is null ? new([], 0) : await scope.ServiceProvider.GetRequiredService<KeepFiles>().RunAsync(letter.Mail, cancel);

        var file = scope.ServiceProvider.GetRequiredService<FileMail>();
        await db.InTransactionAsync(
            () => ChangeAsync(
                db,
                id,
                async (mail, mailbox) =>
                {
                    if (letter is null)
                        mail.Quarantine(QuarantineReason.NotUnderstood, raw is null ? "Its content is no longer in the store." : "It names no sender, or has neither a subject, nor a text, nor a file.");
                    else
                        await file.RunAsync(mail, mailbox, letter, files, cancel);
                },
                cancel),
            cancel);
    }

    /// <summary>The work sees the mailbox's organisation alone, unless the mailbox is there for all.</summary>
    private static void Limit(IServiceProvider services, ReceivedMail mail, Mailbox? mailbox)
    {
        if (mailbox is not { ForAll: true })
            services.GetRequiredService<OrganisationScope>().LimitTo([mail.OrganisationId]);
    }

    private async Task<RawMail?> OpenAsync(ReceivedMail mail, CancellationToken cancel)
    {
        await using var stored = mail.Hash is null ? null : blobs.Open(mail.Hash);
        return stored is null ? null : await RawMail.ReceiveAsync(stored, cancel: cancel);
    }

    private async Task PutAsideAsync(long id, int tries, Exception why, CancellationToken cancel)
    {
        log.LogError(why, "Mail {Id} could not be understood, for the {Tries}. time", id, tries);
        await using var scope = EverythingScope();
        var db = scope.ServiceProvider.GetRequiredService<FettleDb>();
        // What may pass by itself is tried again: 1 s, 2 s, 4 s …; the rest is for people.
        var passes = (DatabaseTrouble.Is(why) || why is IOException) && tries < MostTries;
        var next = clock.GetUtcNow() + TimeSpan.FromSeconds(Math.Pow(2, tries - 1));
        await ChangeAsync(db, id, (m, _) => { if (passes) m.PutOff(next); else m.Quarantine(QuarantineReason.Failed, $"Something went wrong with it here: {StorableText.Of(why.Message)}"); }, cancel);
    }

    private static Task ChangeAsync(FettleDb db, long id, Action<ReceivedMail, Mailbox?> change, CancellationToken cancel) =>
        ChangeAsync(db, id, (mail, mailbox) => { change(mail, mailbox); return Task.CompletedTask; }, cancel);

    /// <summary>Only what still waits: another replica may have been faster after all.</summary>
    private static Task ChangeAsync(FettleDb db, long id, Func<ReceivedMail, Mailbox?, Task> change, CancellationToken cancel) => db.InTransactionAsync(
        async () =>
        {
            var locked = db.Database.IsNpgsql() ? db.ReceivedMails.FromSql($"SELECT * FROM received_mails WHERE id = {id} FOR UPDATE") : db.ReceivedMails.Where(m => m.Id == id);
            if (await locked.SingleOrDefaultAsync(cancel) is not { State: ReceiptState.Waiting } mail)
                return;
            var mailbox = mail.MailboxId is { } box ? await db.Mailboxes.AsNoTracking().SingleOrDefaultAsync(m => m.Id == box, cancel) : null;
            await change(mail, mailbox);
            db.Nudge("mail", mail.Id, mail.OrganisationId);
            await db.SaveChangesAsync(cancel);
        },
        cancel);

    /// <summary>SQLite serves one process: whoever had claimed a message was ended in the middle of it.</summary>
    private async Task TakeBackAsync(CancellationToken cancel)
    {
        await using var scope = EverythingScope();
        var (db, now) = (scope.ServiceProvider.GetRequiredService<FettleDb>(), clock.GetUtcNow());
        if (db.Database.IsSqlite())
            await db.ReceivedMails.Where(m => m.State == ReceiptState.Waiting && m.NextTryAt > now).ExecuteUpdateAsync(s => s.SetProperty(m => m.NextTryAt, now), cancel);
    }

    private AsyncServiceScope EverythingScope()
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OrganisationScope>().SeeEverything();
        scope.ServiceProvider.GetRequiredService<Actor>().Doing = nameof(UnderstandMail);
        return scope;
    }
}
