using Fettle.Server.ServiceDesk.Rules.Acting;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Rules.Timed;

/// <summary>Does a rule to one ticket that was found by the clock, if it still means it now that the ticket is locked.</summary>
internal sealed class ApplyTimedRule(OneTicket one, DueTickets tickets, RunRules rules, TimeProvider clock)
{
    public async Task RunAsync(Rule rule, RuleEvent what, DueTickets.Due due, CancellationToken cancel)
    {
        if (await one.LockAsync(due.Number, cancel) is { } ticket && await (await tickets.MeantAsync(rule.Read(), rule.OrganisationId, cancel)).AnyAsync(t => t.Id == ticket.Id, cancel))
            await rules.ByTimeAsync(ticket, rule, new([what], due.Once, clock.GetUtcNow(), Text: null, ByProgram: false, Entry: null), cancel);
    }
}
