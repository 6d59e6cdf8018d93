using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Rules.Matching;
using Fettle.Server.ServiceDesk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Rules.Acting;

/// <summary>
/// Tries the rules on a locked ticket, in their order, for each thing that happened; what an earlier one changes a later one sees. A rule answers a
/// change once, however many lines of the timeline it has. Rules that lead to each other are stopped three ways: one that says something is not led back to by itself, no chain is longer than
/// <see cref="Deepest"/>, and a ticket has a budget an hour.
/// </summary>
internal sealed class RunRules(FettleDb db, OneTicket one, ReadFacts facts, ActOnTicket act, StopRule stop, RuleChain chain, RuleSettings settings, TimeProvider clock)
{
    public const int Deepest = 5;

    private (long Version, string Once, bool StatusAge) _readFor;
    private TicketFacts? _read;

    public async Task RunAsync(Ticket ticket, IReadOnlyList<Happening> happened, CancellationToken cancel)
    {
        var rules = await db.Rules.AsNoTracking().Where(r => r.Enabled && (r.OrganisationId == null || r.OrganisationId == ticket.OrganisationId))
            .OrderBy(r => r.Position).ThenBy(r => r.Id).ToListAsync(cancel);
        var drafts = rules.Select(r => (Rule: r, Draft: r.Read())).ToList();
        var ran = new List<long>();
        foreach (var what in happened)
        {
            foreach (var (rule, draft) in drafts.Where(d => d.Draft.Events.Any(what.Events.Contains)))
            {
                if (!ran.Contains(rule.Id) && await TryAsync(ticket, rule, draft, what, cancel))
                    ran.Add(rule.Id);
            }
        }
        await SaveAsync(ticket, ran, cancel);
    }

    /// <summary>One rule that looks by itself. That it looked is kept even where all was so already: it does not look at the ticket again each minute.</summary>
    public async Task ByTimeAsync(Ticket ticket, Rule rule, Happening what, CancellationToken cancel)
    {
        if (await TryAsync(ticket, rule, rule.Read(), what, cancel))
            await SaveAsync(ticket, [rule.Id], cancel);
        else
            await db.SaveChangesAsync(cancel);
    }

    private async Task SaveAsync(Ticket ticket, List<long> ran, CancellationToken cancel)
    {
        if (ran.Count == 0)
            return;
        chain.GoOnFrom(chain.Depth + 1, chain.Rules.Concat(ran));
        await one.SaveAsync(ticket, cancel);
        await act.AfterSavingAsync(ticket, cancel);
    }

    /// <summary>True where the rule did something.</summary>
    private async Task<bool> TryAsync(Ticket ticket, Rule rule, RuleDraft draft, Happening what, CancellationToken cancel)
    {
        var conditions = Conditions.Of(draft, clock.GetUtcNow());
        // What was found by the clock was asked of the database a moment ago.
        if (what.Entry is not null && !conditions.Hold(await FactsAsync(ticket, what, conditions.AskForStatusAge, cancel)))
            return false;
        if (await db.RuleRuns.AnyAsync(r => r.RuleId == rule.Id && r.TicketId == ticket.Id && r.Once == what.Once, cancel))
            return false;
        if (chain.Rules.Contains(rule.Id) && draft.Actions.Any(a => a.Says))
            return await stop.RunAsync(ticket, rule, what, "It would be led back to by what it did itself.", cancel);
        if (chain.Depth >= Deepest)
            return await stop.RunAsync(ticket, rule, what, $"Rules have led to each other {Deepest} times.", cancel);
        if (await TooOftenAsync(ticket, cancel))
            return await stop.RunAsync(ticket, rule, what, $"Rules have done something to this ticket {settings.PerTicketAndHour} times within an hour.", cancel);

        var done = await act.RunAsync(ticket, rule, draft, what, cancel);
        if (done.Lines.Count == 0 && what.Entry is not null)
            return false;
        db.Add(new RuleRun
        {
            OrganisationId = ticket.OrganisationId,
            RuleId = rule.Id,
            TicketId = ticket.Id,
            At = clock.GetUtcNow(),
            Event = what.Events.First(draft.Events.Contains),
            Once = what.Once,
            Outcome = done.Failed ? RunOutcome.Failed : RunOutcome.Done,
            What = done.Lines.Count == 0 ? "All was so already." : string.Join('\n', done.Lines),
        });
        return done.Lines.Count > 0;
    }

    /// <summary>Read anew when a rule has changed something, and not for each rule.</summary>
    private async Task<TicketFacts> FactsAsync(Ticket ticket, Happening what, bool statusAge, CancellationToken cancel)
    {
        var wanted = (ticket.Version, what.Once, statusAge);
        if (_read is null || _readFor != wanted)
            (_read, _readFor) = (await facts.OfAsync(ticket, what.Text ?? "", statusAge, cancel), wanted);
        return _read;
    }

    private async Task<bool> TooOftenAsync(Ticket ticket, CancellationToken cancel)
    {
        var since = clock.GetUtcNow().AddHours(-1);
        var unsaved = db.ChangeTracker.Entries<RuleRun>().Count(e => e.State == EntityState.Added && e.Entity.TicketId == ticket.Id && e.Entity.Outcome != RunOutcome.Stopped);
        return unsaved + await db.RuleRuns.CountAsync(r => r.TicketId == ticket.Id && r.At > since && r.Outcome != RunOutcome.Stopped, cancel) >= settings.PerTicketAndHour;
    }
}
