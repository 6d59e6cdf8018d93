using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Rules.Acting;

/// <summary>Keeps a rule from doing something, and says so: in its log, and once an hour on the ticket.</summary>
internal sealed class StopRule(FettleDb db, TimeProvider clock)
{
    /// <returns>True: something is to be saved.</returns>
    public async Task<bool> RunAsync(Ticket ticket, Rule rule, Happening what, string because, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var once = $"rule-stopped:{rule.Id}:{now.ToUnixTimeSeconds() / 3600}";
        if (ticket.Entries.Exists(e => e.Once == once) || await db.TicketEntries.AnyAsync(e => e.TicketId == ticket.Id && e.Once == once, cancel))
            return false;
        ticket.Note(EntryKind.RuleStopped, Author.Fettle, now, data: new() { Title = rule.Name, Because = because }, once: once);
        db.Add(new RuleRun
        {
            OrganisationId = ticket.OrganisationId,
            RuleId = rule.Id,
            TicketId = ticket.Id,
            At = now,
            Event = what.Events.First(RuleEvents.Read(rule.Events).Contains),
            Once = what.Once,
            Outcome = RunOutcome.Stopped,
            What = because,
        });
        return true;
    }
}
