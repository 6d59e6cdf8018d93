using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Rules.Timed;

/// <summary>Looks every minute for tickets that a rule means because time has passed: something waits too long, or what was promised is due.</summary>
internal sealed class RunTimedRules(IServiceScopeFactory scopes, TimeProvider clock, ILogger<RunTimedRules> log) : BackgroundService
{
    private static readonly TimeSpan Turn = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var turn = new PeriodicTimer(Turn, clock);
        while (await turn.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception e) when (DatabaseTrouble.Is(e))
            {
                log.LogError(e, "Rules cannot look at what time has made of tickets; trying again in a minute");
            }
        }
    }

    /// <summary>Every rule once, in their order.</summary>
    internal async Task RunAsync(CancellationToken cancel)
    {
        await using var outer = NewScope();
        var rules = await outer.ServiceProvider.GetRequiredService<FettleDb>().Rules.AsNoTracking().Where(r => r.Enabled)
            .OrderBy(r => r.Position).ThenBy(r => r.Id).ToListAsync(cancel);
        foreach (var rule in rules)
        {
            foreach (var what in RuleEvents.Read(rule.Events).Where(RuleEvents.Timed.Contains))
            {
                foreach (var due in await outer.ServiceProvider.GetRequiredService<DueTickets>().OfAsync(rule, what, cancel))
                    await ApplyAsync(rule, what, due, cancel);
            }
        }
    }

    /// <summary>Each ticket in a transaction of its own: one that cannot be done keeps no other from it, and nobody waits for a hundred.</summary>
    private async Task ApplyAsync(Rule rule, RuleEvent what, DueTickets.Due due, CancellationToken cancel)
    {
        await using var scope = NewScope();
        scope.ServiceProvider.GetRequiredService<OrganisationScope>().LimitTo([due.OrganisationId]);
        var db = scope.ServiceProvider.GetRequiredService<FettleDb>();
        await db.InTransactionAsync(() => scope.ServiceProvider.GetRequiredService<ApplyTimedRule>().RunAsync(rule, what, due, cancel), cancel);
    }

    private AsyncServiceScope NewScope()
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OrganisationScope>().SeeEverything();
        scope.ServiceProvider.GetRequiredService<Actor>().Doing = nameof(RunTimedRules);
        return scope;
    }
}
