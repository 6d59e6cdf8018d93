using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Mail;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Rules;

/// <summary>Something that happened to a ticket.</summary>
/// <param name="Once">Names it, so that a rule answers it once.</param>
/// <param name="Text">What somebody wrote with it.</param>
/// <param name="ByProgram">A program wrote it, or nobody can say who did: it is not answered by another.</param>
/// <param name="Entry">Null: time passed.</param>
internal sealed record Happening(IReadOnlyList<RuleEvent> Events, string Once, DateTimeOffset At, string? Text, bool ByProgram, TicketEntry? Entry)
{
    /// <summary>What these lines of a ticket's timeline say that happened, in their order.</summary>
    public static async Task<IReadOnlyList<Happening>> ReadAsync(FettleDb db, TicketWritten written, CancellationToken cancel)
    {
        var entries = await db.TicketEntries.AsNoTracking().Where(e => e.TicketId == written.TicketId && e.Id >= written.First && e.Id <= written.Last)
            .OrderBy(e => e.Id).ToListAsync(cancel);
        var ids = entries.Where(e => RuleEvents.MayBeMail(e.Kind)).Select(e => e.Id).ToList();
        var mails = ids.Count == 0 ? [] : await db.TicketMails.Where(m => ids.Contains(m.EntryId) && m.Direction == MailDirection.In).Select(m => new { m.EntryId, m.Automatic })
            .ToDictionaryAsync(m => m.EntryId, m => m.Automatic, cancel);
        return
        [
            .. from entry in entries
               let events = RuleEvents.Of(entry.Kind, entry.AuthorKind, entry.Data).ToList()
               let mail = mails.TryGetValue(entry.Id, out var automatic) ? automatic : (bool?)null
               let all = mail is null ? events : [.. events, RuleEvent.MailCame]
               where all.Count > 0
               select new Happening(all, $"entry:{entry.Id}", entry.At, entry.Text, mail == true || entry.Data?.Doubt is not null, entry)
        ];
    }
}
