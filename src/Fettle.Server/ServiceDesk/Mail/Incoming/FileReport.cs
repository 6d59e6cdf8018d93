using Fettle.Mail;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.ServiceDesk.Mail.Bounces;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Mail.Incoming;

/// <summary>Brings a delivery report (RFC 3464) to the mail that it is about and to that mail's ticket.</summary>
internal sealed class FileReport(FettleDb db, OneTicket one, FindThread threads, MarkBounced mark, TimeProvider clock)
{
    /// <summary>A server gives up after five days (RFC 5321 §4.5.4.1); what is older is about something else.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <returns>Null where nothing was sent that it could be about.</returns>
    public async Task<(long Ticket, long Entry)?> RunAsync(ReceivedMail received, Letter letter, CancellationToken cancel)
    {
        var bounce = letter.Mail.Bounce!;
        if (await SentAsync(bounce, letter, cancel) is not { } sent)
            return null;
        var now = clock.GetUtcNow();
        var (ticket, entry) = await MarkAsync(sent, bounce, cancel) ?? await NoteAsync(sent, bounce, letter, cancel);
        db.Add(new TicketMail
        {
            OrganisationId = sent.OrganisationId,
            TicketId = ticket,
            EntryId = entry,
            Direction = MailDirection.In,
            MessageId = letter.Mail.MessageId is { } id ? StorableText.Of(id) : null,
            From = letter.From,
            Subject = letter.Subject,
            Correspondent = letter.Address,
            Automatic = true,
            RawHash = received.Hash,
            RawSize = received.Size,
            HasHtml = letter.Mail.Html is not null,
            HasMore = true,
            At = now,
            State = MailState.Received,
        });
        return (ticket, entry);
    }

    /// <summary>It failed for somebody to whom it was sent: the mail and the address say so from now on.</summary>
    private async Task<(long Ticket, long Entry)?> MarkAsync(TicketMail sent, MailBounce bounce, CancellationToken cancel)
    {
        if (bounce.Action is not (null or "failed") || sent.MessageId is not { } id || await mark.RunAsync(id, bounce.Recipient, bounce.Status, bounce.Diagnostic, cancel) is not { } marked)
            return null;
        var entry = await db.TicketEntries.Where(e => e.TicketId == marked.TicketId && e.Kind == EntryKind.MailBounced).OrderByDescending(e => e.Id).Select(e => e.Id).FirstAsync(cancel);
        return (marked.TicketId, entry);
    }

    /// <summary>It is late, or it failed behind an address to which it was sent.</summary>
    private async Task<(long Ticket, long Entry)> NoteAsync(TicketMail sent, MailBounce bounce, Letter letter, CancellationToken cancel)
    {
        var number = await db.Tickets.Where(t => t.Id == sent.TicketId).Select(t => t.Number).SingleAsync(cancel);
        var ticket = (await one.LockAsync(number, cancel))!;
        var what = bounce.Action switch { null or "failed" => "did not arrive", "delayed" => "is delayed", _ => "has arrived" };
        var why = string.Join(' ', new[] { bounce.Status, bounce.Diagnostic }.OfType<string>());
        var text = $"The mail to {SafeMarkdown.Escape(StorableText.Of(bounce.Recipient ?? sent.Correspondent))} {what}{(why.Length == 0 ? "." : $": {SafeMarkdown.Escape(StorableText.Of(why))}")}";
        var entry = ticket.Note(EntryKind.Note, Author.Fettle, clock.GetUtcNow(), text: text, data: new() { Sender = letter.Sender, Doubt = MailDoubt.Automatic });
        await one.SaveAsync(ticket, cancel);
        return (ticket.Id, entry.Id);
    }

    /// <summary>By the id that the report names; else the last mail to that recipient, on the ticket whose token it carries or at all.</summary>
    private async Task<TicketMail?> SentAsync(MailBounce bounce, Letter letter, CancellationToken cancel)
    {
        var sent = db.TicketMails.Where(m => m.Direction == MailDirection.Out);
        if (bounce.MessageId is { } id && StorableText.Is(id) && await sent.FirstOrDefaultAsync(m => m.MessageId == id, cancel) is { } named)
            return named;
        if (bounce.Recipient?.ToLowerInvariant() is not { } recipient || !StorableText.Is(recipient))
            return null;
        var since = clock.GetUtcNow() - Longest;
        var recent = sent.Where(m => m.Correspondent == recipient && m.At > since).OrderByDescending(m => m.Id);
        if (await threads.RunAsync(letter, cancel) is { Token: true } thread)
            return await recent.FirstOrDefaultAsync(m => db.Set<Ticket>().Any(t => t.Id == m.TicketId && t.Number == thread.Number), cancel);
        return await recent.FirstOrDefaultAsync(cancel);
    }
}
