using Fettle.Server.Platform.Background;
using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Rules.Timed;

/// <summary>Looks every minute for tickets that a rule means because time has passed: something waits too long, or what was promised is due.</summary>
internal sealed class RunTimedRules(IServiceScopeFactory scopes, TimeProvider clock, ILogger<RunTimedRules> log)
    : InTurns(scopes, clock, TimeSpan.FromMinutes(1), log)
{
    private readonly IServiceScopeFactory _scopes = scopes;
    private readonly ILogger _log = log;

    /// <summary>Every rule once, in their order.</summary>
    protected override async Task<bool> NextAsync(IServiceProvider services, CancellationToken cancel)
    {
        var rules = await services.GetRequiredService<FettleDb>().Rules.AsNoTracking().Where(r => r.Enabled).OrderBy(r => r.Position).ThenBy(r => r.Id).ToListAsync(cancel);
        foreach (var rule in rules)
        {
            foreach (var what in RuleEvents.Read(rule.Events).Where(RuleEvents.Timed.Contains))
            {
                foreach (var due in await services.GetRequiredService<DueTickets>().OfAsync(rule, what, cancel))
                    await ApplyAsync(rule, what, due, cancel);
            }
        }
        return false;
    }

    /// <summary>Each ticket in a transaction of its own: one that cannot be done keeps no other from it, and nobody waits for a hundred.</summary>
    private async Task ApplyAsync(Rule rule, RuleEvent what, DueTickets.Due due, CancellationToken cancel)
    {
        await using var scope = _scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OrganisationScope>().LimitTo([due.OrganisationId]);
        scope.ServiceProvider.GetRequiredService<Actor>().Doing = nameof(RunTimedRules);
        var db = scope.ServiceProvider.GetRequiredService<FettleDb>();
        try
        {
            await db.InTransactionAsync(() => scope.ServiceProvider.GetRequiredService<ApplyTimedRule>().RunAsync(rule, what, due, cancel), cancel);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            _log.LogError(e, "Rule {Rule} failed on ticket {Ticket}, and is tried again in a minute", rule.Id, due.Number);
        }
    }
}
