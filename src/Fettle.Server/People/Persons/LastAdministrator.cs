using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.People.Persons;

/// <summary>The installation always has an administrator who can sign in.</summary>
internal static class LastAdministrator
{
    /// <summary>
    /// Does something that may take an administrator away. Two at once wait for each other on a row, or each would count the other as the one who stays.
    /// </summary>
    /// <exception cref="Conflict">Nobody would be left; nothing is changed.</exception>
    public static Task KeepAdministratorAsync(this FettleDb db, Func<Task> change, CancellationToken cancel) =>
        db.InTransactionAsync(
            async () =>
            {
                await db.SetUps.ExecuteUpdateAsync(s => s.SetProperty(x => x.AdministratorsTurn, x => x.AdministratorsTurn + 1), cancel);
                var there = await db.HasAdministratorAsync(cancel);
                await change();
                if (there && !await db.HasAdministratorAsync(cancel))
                    throw new Conflict("This is the last administrator of the installation. Make another one first");
            },
            cancel);

    private static Task<bool> HasAdministratorAsync(this FettleDb db, CancellationToken cancel)
    {
        var (roles, logins) = (db.HeldRoles.Where(r => r.Role == Role.Administrator && r.OrganisationId == null), db.Logins);
        return db.Persons.IgnoreQueryFilters().AnyAsync(p => p.DisabledAt == null && roles.Any(r => r.PersonId == p.Id) && logins.Any(l => l.Id == p.Id), cancel);
    }
}
