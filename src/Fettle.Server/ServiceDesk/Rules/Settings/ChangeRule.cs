using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Rules.Settings;

/// <summary>Changes a rule, or switches it on and off. Its organisation and its place stay.</summary>
internal sealed class ChangeRule(FettleDb db, OneRule one, CheckRule check, ListRules rules) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/rules/{id:long}", (long id, RuleDraft request, ChangeRule useCase, CancellationToken cancel) => useCase.RunAsync(id, request, cancel));

    /// <exception cref="NotFound">No such rule, or not one that the caller may see.</exception>
    /// <exception cref="Invalid">A field is none.</exception>
    public async Task<RuleView> RunAsync(long id, RuleDraft request, CancellationToken cancel)
    {
        var rule = await one.ToManageAsync(id, cancel);
        rule.Become(await check.RunAsync(request with { OrganisationId = rule.OrganisationId }, cancel));
        await db.SaveChangesAsync(cancel);
        return (await rules.ShowAsync([rule], cancel))[0];
    }
}
