using Fettle.Mail;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Mail.Shown;

/// <summary>The mail that an entry of the timeline came from, or went out as.</summary>
/// <param name="Failure">Why it is not sent yet, or never was, in words.</param>
/// <param name="HasHtml">It can be shown as it was sent.</param>
/// <param name="HasMore">It has quotes or a signature that the entry leaves out.</param>
/// <param name="Kept">The message is there to be downloaded.</param>
internal sealed record EntryMail(
    long Id, long EntryId, MailDirection Direction, MailAddress From, IReadOnlyList<MailAddress> To, IReadOnlyList<MailAddress> Cc, MailState State, string? Failure,
    bool HasHtml, bool HasMore, bool Kept, DateTimeOffset? NextAttemptAt, DateTimeOffset? SentAt)
{
    /// <summary>Of each entry the last one: what was sent again counts, not what came back. What somebody of the desk answered by mail is what goes on from there.</summary>
    public static async Task<IReadOnlyDictionary<long, EntryMail>> OfAsync(FettleDb db, IReadOnlyCollection<long> entries, CancellationToken cancel)
    {
        var mails = await db.TicketMails.AsNoTracking().Where(m => entries.Contains(m.EntryId)).OrderBy(m => m.Id).ToListAsync(cancel);
        return mails.GroupBy(m => m.EntryId).ToDictionary(g => g.Key, g => Of(g.LastOrDefault(m => m.Direction == MailDirection.Out) ?? g.Last()));
    }

    /// <summary>For a requester: how the house's mail goes is not for them.</summary>
    public EntryMail ForRequester() => this with { Failure = null, NextAttemptAt = null };

    private static EntryMail Of(TicketMail m) => new(
        m.Id, m.EntryId, m.Direction, m.From, m.To, m.Cc, m.State, m.Failure, m.HasHtml, m.HasMore, m.RawHash is not null, m.NextAttemptAt, m.SentAt);
}
