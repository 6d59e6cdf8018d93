using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Promises;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Rules.Settings;

/// <summary>Adds a rule, to be tried after those that there are.</summary>
internal sealed class CreateRule(FettleDb db, InForce desk, CheckRule check, ListRules rules) : IUseCase
{
    private const int MostRules = 500;

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/rules", (RuleDraft request, CreateRule useCase, CancellationToken cancel) => useCase.RunAsync(request, cancel));

    /// <exception cref="NotFound">The organisation is not the caller's to see.</exception>
    /// <exception cref="Invalid">A field is none.</exception>
    public async Task<RuleView> RunAsync(RuleDraft request, CancellationToken cancel)
    {
        desk.RequireToManageSomewhere();
        var draft = await check.RunAsync(request, cancel);
        if (await db.Rules.CountAsync(cancel) >= MostRules)
            throw new Conflict($"There are {MostRules} rules already. Take some away first.");
        var rule = new Rule(draft.OrganisationId);
        rule.Become(draft);
        rule.PutAt((await db.Rules.MaxAsync(r => (int?)r.Position, cancel) ?? 0) + 1);
        db.Add(rule);
        await db.SaveChangesAsync(cancel);
        return (await rules.ShowAsync([rule], cancel))[0];
    }
}
