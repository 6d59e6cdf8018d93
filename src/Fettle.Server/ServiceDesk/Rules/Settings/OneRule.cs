using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.ServiceDesk.Promises;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Rules.Settings;

/// <summary>Takes a rule for a change.</summary>
internal sealed class OneRule(FettleDb db, InForce desk)
{
    /// <exception cref="NotFound">No such rule, or not one that the caller may see.</exception>
    /// <exception cref="Forbidden">The caller does not manage the desk there.</exception>
    public async Task<Rule> ToManageAsync(long id, CancellationToken cancel)
    {
        desk.RequireToManageSomewhere();
        var rule = await db.Rules.SingleOrDefaultAsync(r => r.Id == id, cancel) ?? throw new NotFound($"Rule {id}");
        desk.RequireToManage(rule.OrganisationId, $"Rule {id}");
        return rule;
    }
}
