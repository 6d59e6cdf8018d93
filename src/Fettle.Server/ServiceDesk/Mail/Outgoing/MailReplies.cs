using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Mail.Outgoing;

/// <summary>
/// Writes down, in the transaction of the reply itself, that the desk's public reply is to go out by mail. It is composed and handed over afterwards
/// (<see cref="SendWaitingMail"/>), so a mail server that is away keeps nobody from answering, and no answer is lost or sent that was not kept.
/// </summary>
internal sealed class MailReplies(FettleDb db, Recipients recipients, SenderOf senders, ThreadToken token, TimeProvider clock)
{
    private const string NobodySends = "There is no address to send from. Somebody who administers the installation sets one up under Settings, Mail; then send it again here.";

    private const string NobodyToSendTo = "There is nobody to send it to: the ticket has no requester with a mail address. Choose one, then send it again here.";

    public async Task WriteAsync(Ticket ticket, IReadOnlyList<TicketEntry> written, CancellationToken cancel)
    {
        var replies = written.Where(e => e is { Kind: EntryKind.Reply, Public: true, AuthorKind: AuthorKind.Staff, Data: null or { Chat: not true } }).ToList();
        if (replies.Count == 0)
            return;
        var (found, sender) = (await recipients.OfAsync(ticket, cancel), await senders.QueueAsync(ticket.OrganisationId, ticket.QueueId, cancel));
        // Who does not write by mail reads the answer in the portal; who does would wait for ever.
        if ((found is null || sender is null) && !await recipients.WaitForMailAsync(ticket, cancel))
            return;
        var subject = await SubjectAsync(ticket, cancel);
        db.AddRange(replies.Select(reply => found is null || sender is null
            ? Mail(ticket, reply, found, sender, subject, MailState.Failed, found is null ? NobodyToSendTo : NobodySends)
            : Mail(ticket, reply, found, sender, subject, MailState.Waiting, failure: null)));
        await db.SaveChangesAsync(cancel);
    }

    private TicketMail Mail(Ticket ticket, TicketEntry reply, Recipients.Found? found, Sender? sender, string subject, MailState state, string? failure) => new()
    {
        OrganisationId = ticket.OrganisationId,
        TicketId = ticket.Id,
        EntryId = reply.Id,
        Direction = MailDirection.Out,
        MessageId = sender is null ? null : token.MessageId(ticket.Number, reply.Id, sender.Address),
        From = sender is null ? new(null, "") : new(sender.DisplayName, sender.Address),
        To = found is null ? [] : [found.To],
        Cc = found?.Cc ?? [],
        Correspondent = found?.To.Address.ToLowerInvariant() ?? "",
        Subject = subject,
        HasHtml = true,
        At = clock.GetUtcNow(),
        State = state,
        Failure = failure,
        NextAttemptAt = state == MailState.Waiting ? clock.GetUtcNow() : null,
        SenderId = sender?.Id,
    };

    /// <summary>What the requester called it, since many mail programs keep together what has one subject; a ticket that began here has its number.</summary>
    private async Task<string> SubjectAsync(Ticket ticket, CancellationToken cancel)
    {
        // Of the conversation alone: what a stranger wrote to the desk is a note.
        var entries = db.TicketEntries;
        var theirs = await db.TicketMails.Where(m => m.TicketId == ticket.Id && m.Direction == MailDirection.In && entries.Any(e => e.Id == m.EntryId && e.Public))
            .OrderByDescending(m => m.Id).Select(m => m.Subject).FirstOrDefaultAsync(cancel);
        if (string.IsNullOrWhiteSpace(theirs))
            return $"[#{ticket.Number}] {ticket.Subject}";
        return theirs.StartsWith("Re:", StringComparison.OrdinalIgnoreCase) ? theirs : $"Re: {theirs}";
    }
}
