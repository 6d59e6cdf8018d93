using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Catalogue.Delegating;

/// <summary>Who stands in for whom at this moment.</summary>
internal sealed class StandIns(FettleDb db, TimeProvider clock)
{
    /// <summary>Who answers for each of these persons; of one who is not away there is none.</summary>
    public async Task<ILookup<long, long>> ForAsync(IReadOnlyCollection<long> away, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return (await db.Delegations.Where(d => away.Contains(d.PersonId) && d.From <= now && d.Until > now).Select(d => new { d.PersonId, d.DelegateId }).Distinct().ToListAsync(cancel))
            .ToLookup(d => d.PersonId, d => d.DelegateId);
    }

    /// <summary>For whom this person may answer: for themselves first.</summary>
    public async Task<IReadOnlyList<long>> OfAsync(long person, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return [person, .. await db.Delegations.Where(d => d.DelegateId == person && d.From <= now && d.Until > now && d.PersonId != person).Select(d => d.PersonId).Distinct().ToListAsync(cancel)];
    }
}
