using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Tickets;
using Fettle.Server.ServiceDesk.Vendors;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Mail.Incoming;

/// <summary>
/// Finds the ticket that a mail goes on with: by our own token in an address or id that it names, by a Message-ID that is known, by Outlook's
/// Thread-Index. A number in the subject says nothing: anybody can write one.
/// </summary>
internal sealed class FindThread(FettleDb db, ThreadToken tokens)
{
    /// <summary>Of long threads the newest ids, and the first.</summary>
    private const int MostIds = 50;

    private static readonly string[] EnvelopeFields = ["Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "X-Delivered-To"];

    /// <param name="Token">It carries our token: whoever wrote it had a mail of the ticket.</param>
    /// <param name="Named">It names a mail of the ticket, or the ticket itself; false where only Outlook's index says so.</param>
    /// <param name="Side">The conversation beside the ticket that it belongs to; null: the ticket's own.</param>
    public sealed record Thread(long Number, bool Token, bool Named, long? Side = null);

    public async Task<Thread?> RunAsync(Letter letter, CancellationToken cancel)
    {
        var ids = IdsOf(letter);
        List<string> named = [.. letter.Mail.To.Concat(letter.Mail.Cc).Select(a => a.Address).Concat(EnvelopeFields.SelectMany(letter.Field)).Take(MostIds).Concat(ids)];
        // What went to somebody outside names the ticket, too; it is never taken for its own conversation.
        foreach (var text in named)
        {
            if (tokens.TryReadSide(text, out var beside, out var side) && await db.SideConversations.AnyAsync(s => s.Id == side, cancel))
                return new(beside, Token: true, Named: true, side);
        }
        foreach (var text in named)
        {
            if (tokens.TryRead(text, out var number) && await db.Tickets.AnyAsync(t => t.Number == number, cancel))
                return new(number, Token: true, Named: true);
        }
        return await ByIdAsync(ids, cancel) ?? await ByConversationAsync(letter.Conversation, cancel);
    }

    private async Task<Thread?> ByIdAsync(List<string> ids, CancellationToken cancel)
    {
        if (ids.Count == 0)
            return null;
        var known = await (from m in db.TicketMails
                           where ids.Contains(m.MessageId!)
                           join t in db.Tickets on m.TicketId equals t.Id
                           select new { m.MessageId, t.Number, m.Id, m.SideId }).ToListAsync(cancel);
        return known.OrderBy(k => ids.IndexOf(k.MessageId!)).ThenByDescending(k => k.Id).FirstOrDefault() is { } found ? new(found.Number, Token: false, Named: true, found.SideId) : null;
    }

    private async Task<Thread?> ByConversationAsync(string? conversation, CancellationToken cancel)
    {
        if (conversation is null)
            return null;
        var number = await (from m in db.ReceivedMails
                            where m.Conversation == conversation
                            join t in db.Tickets on m.TicketId equals t.Id
                            orderby m.Id descending
                            select (long?)t.Number).FirstOrDefaultAsync(cancel);
        return number is { } found ? new(found, Token: false, Named: false) : null;
    }

    /// <summary>What it answers, then what it refers to, the newest first.</summary>
    private static List<string> IdsOf(Letter letter)
    {
        var references = letter.Mail.References;
        return [.. new[] { letter.Mail.InReplyTo }.Concat(references.Reverse()).OfType<string>().Where(id => StorableText.Is(id)).Distinct(StringComparer.Ordinal).Take(MostIds)];
    }
}
