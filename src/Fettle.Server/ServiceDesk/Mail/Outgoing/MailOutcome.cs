using Fettle.Mail.Smtp;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Mail.Bounces;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Mail.Outgoing;

/// <summary>Writes down what became of a mail, where people see it: on the mail, and as a line of the ticket where somebody has to do something.</summary>
internal sealed class MailOutcome(FettleDb db, OneTicket one, BouncedAddresses addresses, TimeProvider clock)
{
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(2);

    private static readonly TimeSpan[] Waits =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1)];

    /// <summary>False where somebody else has it by now: our time with it was over.</summary>
    public async Task<bool> StillOursAsync(TicketMail mail, CancellationToken cancel)
    {
        var until = clock.GetUtcNow() + SendWaitingMail.Lease;
        var mine = await Mine(mail).ExecuteUpdateAsync(s => s.SetProperty(m => m.NextAttemptAt, until), cancel) == 1;
        if (mine)
            mail.NextAttemptAt = until;
        return mine;
    }

    /// <summary>Not begun: the next turn takes them.</summary>
    public async Task GiveBackAsync(IReadOnlyList<TicketMail> mails, CancellationToken cancel)
    {
        foreach (var mail in mails)
            await Mine(mail).ExecuteUpdateAsync(s => s.SetProperty(m => m.NextAttemptAt, clock.GetUtcNow()).SetProperty(m => m.Attempts, m => m.Attempts - 1), cancel);
    }

    public Task SentAsync(TicketMail mail, IReadOnlyList<SmtpRecipientRefusal> refused, CancellationToken cancel) => db.InTransactionAsync(
        async () =>
        {
            var now = clock.GetUtcNow();
            var words = refused.Count == 0 ? null : $"Not taken for {string.Join("; ", refused.Select(r => $"{r.Recipient}: {r.Reply.Code} {r.Reply.Text}"))}";
            await db.TicketMails.Where(m => m.Id == mail.Id).ExecuteUpdateAsync(
                s => s.SetProperty(m => m.State, MailState.Sent).SetProperty(m => m.SentAt, now).SetProperty(m => m.NextAttemptAt, (DateTimeOffset?)null).SetProperty(m => m.Failure, words),
                cancel);
            await db.Senders.Where(s => s.Id == mail.SenderId).ExecuteUpdateAsync(s => s.SetProperty(x => x.LastSentAt, now), cancel);
            mail.State = MailState.Sent;
            await TellAsync(mail, words, refused, cancel);
        },
        cancel);

    /// <summary>For good. The ticket says so, or nobody would know.</summary>
    public Task FailedAsync(TicketMail mail, string why, IReadOnlyList<SmtpRecipientRefusal> refused, CancellationToken cancel) => db.InTransactionAsync(
        async () =>
        {
            await Mine(mail).ExecuteUpdateAsync(
                s => s.SetProperty(m => m.State, MailState.Failed).SetProperty(m => m.Failure, why).SetProperty(m => m.NextAttemptAt, (DateTimeOffset?)null), cancel);
            mail.State = MailState.Failed;
            await TellAsync(mail, why, refused, cancel);
        },
        cancel);

    /// <summary>It may go later: after a minute, two, five … an hour, and in the end it is given up.</summary>
    public async Task PutOffAsync(TicketMail mail, string why, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (now - mail.At > GiveUpAfter)
        {
            await FailedAsync(mail, $"Given up after {GiveUpAfter.TotalDays:0} days. {why}", [], cancel);
            return;
        }
        var next = now + Waits[Math.Clamp(mail.Attempts - 1, 0, Waits.Length - 1)];
        await db.InTransactionAsync(
            async () =>
            {
                await Mine(mail).ExecuteUpdateAsync(s => s.SetProperty(m => m.NextAttemptAt, next).SetProperty(m => m.Failure, why), cancel);
                db.Nudge("ticket", await NumberOfAsync(mail, cancel), mail.OrganisationId);
                await db.SaveChangesAsync(cancel);
            },
            cancel);
    }

    /// <summary>Its server is not there: what else is due of this sender need not find that out, each for itself.</summary>
    public async Task WaitForServerAsync(Sender sender, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await db.TicketMails.Where(m => m.State == MailState.Waiting && m.SenderId == sender.Id && m.NextAttemptAt <= now)
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.NextAttemptAt, now + Waits[0]), cancel);
    }

    /// <param name="words">Null: it works.</param>
    public async Task SenderTroubleAsync(Sender sender, string? words, CancellationToken cancel)
    {
        if (sender.Trouble == words)
            return;
        DateTimeOffset? since = words is null ? null : sender.TroubleSince ?? clock.GetUtcNow();
        await db.Senders.Where(s => s.Id == sender.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.Trouble, words).SetProperty(x => x.TroubleSince, since), cancel);
    }

    public Task<long> NumberOfAsync(TicketMail mail, CancellationToken cancel) =>
        db.Tickets.Where(t => t.Id == mail.TicketId).Select(t => t.Number).SingleAsync(cancel);

    private IQueryable<TicketMail> Mine(TicketMail mail) =>
        db.TicketMails.Where(m => m.Id == mail.Id && m.State == MailState.Waiting && m.NextAttemptAt == mail.NextAttemptAt);

    private async Task TellAsync(TicketMail mail, string? words, IReadOnlyList<SmtpRecipientRefusal> refused, CancellationToken cancel)
    {
        foreach (var refusal in refused.Where(r => BouncedAddresses.IsForGood(r.Reply.Code, r.Reply.Status)))
            await addresses.MarkAsync(mail.OrganisationId, refusal.Recipient, refusal.Reply.Status, refusal.Reply.Text, cancel);
        var number = await NumberOfAsync(mail, cancel);
        if (words is null || await one.LockAsync(number, cancel) is not { } ticket)
        {
            db.Nudge("ticket", number, mail.OrganisationId);
            await db.SaveChangesAsync(cancel);
            return;
        }
        ticket.Note(EntryKind.MailFailed, Author.Fettle, clock.GetUtcNow(), data: new() { To = mail.Correspondent, Failure = words });
        await one.SaveAsync(ticket, cancel);
    }
}
