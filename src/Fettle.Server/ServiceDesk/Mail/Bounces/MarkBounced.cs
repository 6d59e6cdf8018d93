using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Mail.Bounces;

/// <summary>A report says that a mail of ours did not arrive: the mail, its ticket and the address say so from then on.</summary>
internal sealed class MarkBounced(FettleDb db, OneTicket one, BouncedAddresses addresses, TimeProvider clock)
{
    /// <summary>
    /// Inside the caller's transaction. Only who had the mail knows its id, so nobody marks an address from outside: the recipient has to be one of that
    /// mail's, too.
    /// </summary>
    /// <param name="messageId">Of the mail that came back, with angle brackets.</param>
    /// <param name="recipient">Who was not reached; null where the report does not say.</param>
    /// <param name="status">An enhanced status code: <c>5.1.1</c>.</param>
    /// <param name="diagnostic">The other server's words.</param>
    /// <returns>The mail that came back; null where it is none of ours, or went to somebody else.</returns>
    public async Task<TicketMail?> RunAsync(string messageId, string? recipient, string? status, string? diagnostic, CancellationToken cancel)
    {
        var mail = await db.TicketMails.Where(m => m.MessageId == messageId && m.Direction == MailDirection.Out).OrderByDescending(m => m.Id).FirstOrDefaultAsync(cancel);
        if (mail is null)
            return null;
        var address = recipient is null
            ? mail.Correspondent
            : mail.To.Concat(mail.Cc).Select(a => a.Address).FirstOrDefault(a => a.Equals(recipient.Trim(), StringComparison.OrdinalIgnoreCase));
        if (address is null)
            return null;

        var words = StorableText.Of(diagnostic ?? status ?? "The report gives no reason.");
        var number = await db.Tickets.Where(t => t.Id == mail.TicketId).Select(t => t.Number).SingleAsync(cancel);
        if (await one.LockAsync(number, cancel) is not { } ticket)
            return null;
        // Told twice, it is one line; another recipient's report is another.
        var once = $"mail-bounced:{mail.Id}:{address.ToLowerInvariant()}";
        if (await db.TicketEntries.AnyAsync(e => e.TicketId == ticket.Id && e.Once == once, cancel))
            return mail;
        (mail.State, mail.Failure) = (MailState.Bounced, $"{address}: {words}");
        if (BouncedAddresses.IsForGood(code: 0, status))
            await addresses.MarkAsync(mail.OrganisationId, address, status, words, cancel);
        ticket.Note(EntryKind.MailBounced, Author.Fettle, clock.GetUtcNow(), data: new() { To = address, Failure = words }, once: once);
        await one.SaveAsync(ticket, cancel);
        return mail;
    }
}
