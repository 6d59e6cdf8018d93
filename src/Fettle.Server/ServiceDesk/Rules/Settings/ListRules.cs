using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Promises;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Rules.Settings;

/// <summary>The rules of all organisations and of those where the caller sees tickets, in the order in which they are tried.</summary>
internal sealed class ListRules(FettleDb db, CurrentPerson me, InForce desk) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/rules", (ListRules useCase, CancellationToken cancel) => useCase.RunAsync(cancel));

    /// <exception cref="Forbidden">The caller sees tickets nowhere.</exception>
    public async Task<IReadOnlyList<RuleView>> RunAsync(CancellationToken cancel)
    {
        me.Require(Permission.ViewTickets);
        return await ShowAsync(await db.Rules.AsNoTracking().OrderBy(r => r.Position).ThenBy(r => r.Id).ToListAsync(cancel), cancel);
    }

    public async Task<IReadOnlyList<RuleView>> ShowAsync(IReadOnlyList<Rule> rules, CancellationToken cancel)
    {
        var ids = rules.Select(r => r.Id).ToList();
        var ran = await db.RuleRuns.Where(r => ids.Contains(r.RuleId) && r.Outcome != RunOutcome.Stopped).GroupBy(r => r.RuleId)
            .Select(g => new { g.Key, At = g.Max(r => r.At) }).ToDictionaryAsync(g => g.Key, g => g.At, cancel);
        return
        [
            .. from rule in rules
               where desk.MaySee(rule.OrganisationId)
               select new RuleView(rule.Id, rule.Read(), desk.MayManage(rule.OrganisationId), ran.TryGetValue(rule.Id, out var at) ? at : null)
        ];
    }
}
