using Fettle.Server.People.Organisations;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.People.FirstRun;

/// <summary>The organisation that is there before setup, so that the first devices can enrol; setup gives it its name.</summary>
internal sealed class HomeOrganisation(FettleDb db, SetupLink setup, TimeProvider clock)
{
    private const string UntilItIsNamed = "My organisation";

    /// <summary>Its id; of two that ask first at once, one makes it.</summary>
    public async Task<long> FindOrMakeAsync(CancellationToken cancel)
    {
        await setup.EnsureAsync(cancel);
        if (await FindAsync(cancel) is { } found)
            return found;

        long id = 0;
        await db.InTransactionAsync(
            async () =>
            {
                // Touching the row makes the second wait, who then finds what the first has made.
                await db.SetUps.ExecuteUpdateAsync(s => s.SetProperty(x => x.AdministratorsTurn, x => x.AdministratorsTurn + 1), cancel);
                if (await FindAsync(cancel) is { } made)
                {
                    id = made;
                    return;
                }
                var home = new Organisation(UntilItIsNamed, clock.GetUtcNow());
                db.Organisations.Add(home);
                await db.SaveChangesAsync(cancel);
                id = home.Id;
                await db.SetUps.ExecuteUpdateAsync(s => s.SetProperty(x => x.HomeOrganisationId, home.Id), cancel);
            },
            cancel);
        return id;
    }

    private Task<long?> FindAsync(CancellationToken cancel) => db.SetUps.Select(s => s.HomeOrganisationId).SingleAsync(cancel);
}
