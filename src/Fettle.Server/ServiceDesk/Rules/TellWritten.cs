using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Tickets;
using Fettle.Server.ServiceDesk.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Rules;

/// <summary>
/// Tells, in the transaction of a change, that a rule or a webhook may want to know of it. Where none asks for such events nothing is told, so a desk
/// without rules pays one look into an empty table.
/// </summary>
internal sealed class TellWritten(FettleDb db, RuleChain chain)
{
    public async Task RunAsync(IReadOnlyCollection<(Ticket Ticket, IReadOnlyList<TicketEntry> Entries)> written, CancellationToken cancel)
    {
        var events = written.Where(w => w.Entries.Count > 0).Select(w => (w.Ticket, w.Entries, Events: Events(w.Entries))).Where(w => w.Events.Count > 0).ToList();
        if (events.Count == 0)
            return;
        var asked = await db.Rules.Where(r => r.Enabled).Select(r => new { r.OrganisationId, r.Events })
            .Concat(db.Webhooks.Where(w => w.Enabled).Select(w => new { w.OrganisationId, w.Events })).ToListAsync(cancel);
        var told = false;
        foreach (var (ticket, entries, happened) in events)
        {
            if (!asked.Exists(a => (a.OrganisationId is null || a.OrganisationId == ticket.OrganisationId) && RuleEvents.Read(a.Events).Any(happened.Contains)))
                continue;
            told = true;
            db.Tell(new TicketWritten(ticket.OrganisationId, ticket.Id, ticket.Number, entries.Min(e => e.Id), entries.Max(e => e.Id), chain.Depth, chain.Rules));
        }
        if (told)
            await db.SaveChangesAsync(cancel);
    }

    private static HashSet<RuleEvent> Events(IReadOnlyList<TicketEntry> entries)
    {
        var events = entries.SelectMany(e => RuleEvents.Of(e.Kind, e.AuthorKind, e.Data)).ToHashSet();
        // Whether it came by mail is known once the mail is filed.
        if (entries.Any(e => RuleEvents.MayBeMail(e.Kind) && e.AuthorKind == AuthorKind.Requester))
            events.Add(RuleEvent.MailCame);
        return events;
    }
}
