using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.People.Persons;

/// <summary>Who may give which role, and over whom somebody has a say: never more than they hold themselves, and only where they hold it.</summary>
internal static class Giving
{
    /// <param name="organisation">Null: in every organisation.</param>
    public static bool MayGive(this CurrentPerson me, Role role, long? organisation) =>
        organisation is { } one
            ? me.May(Permission.ManagePeople, one) && Roles.PermissionsOf(role).All(p => me.May(p, one))
            : me.MayEverywhere(Permission.ManagePeople) && Roles.PermissionsOf(role).All(me.MayEverywhere);

    /// <summary>The roles that the caller may give in this organisation.</summary>
    public static IReadOnlyList<Role> GivableIn(this CurrentPerson me, long organisation) => [.. Enum.GetValues<Role>().Where(r => me.MayGive(r, organisation))];

    /// <exception cref="NotFound">The organisation is not one that the caller may know of.</exception>
    /// <exception cref="Forbidden">The role is above the caller's own, or they manage nobody there.</exception>
    /// <exception cref="Invalid">A requester of every organisation would be of none.</exception>
    public static void RequireGiving(this CurrentPerson me, OrganisationScope scope, Role role, long? organisation)
    {
        if (organisation is { } one && !scope.Includes(one))
            throw new NotFound($"Organisation {one}");
        if (!Enum.IsDefined(role))
            throw new Invalid("role", "is not a role");
        if (organisation is null && role == Role.Requester)
            throw new Invalid("organisationId", "is empty: a requester belongs to one organisation");
        if (!me.MayGive(role, organisation))
            throw new Forbidden($"You cannot give or take the role {role} {(organisation is null ? "for every organisation" : "there")}: it is above your own.");
    }

    /// <summary>Of somebody's roles those that the caller may know of: the ones in the caller's organisations, and the ones for all.</summary>
    public static IReadOnlyList<Grant> Known(this CurrentPerson me, IEnumerable<Grant> roles) =>
        [.. roles.Where(r => r.OrganisationId is not { } organisation || me.May(Permission.ViewPeople, organisation))];

    /// <summary>Finds somebody whom the caller may change: of an organisation whose people they manage, holding no role that is above theirs.</summary>
    /// <exception cref="NotFound">No such person in an organisation that the caller may see.</exception>
    /// <exception cref="Forbidden">They may see and not change them.</exception>
    public static async Task<Person> RequireChangeableAsync(this FettleDb db, CurrentPerson me, long id, CancellationToken cancel)
    {
        me.Require(Permission.ViewPeople);
        var person = await db.Persons.SingleOrDefaultAsync(p => p.Id == id, cancel);
        if (person is null || !me.May(Permission.ViewPeople, person.OrganisationId))
            throw new NotFound($"Person {id}");
        me.Require(Permission.ManagePeople, person.OrganisationId);
        if (!MayChange(me, await db.HeldRoles.Where(r => r.PersonId == id).Select(r => new Grant(r.Role, r.OrganisationId)).ToListAsync(cancel)))
            throw new Forbidden($"{person.Name} holds a role that is above yours.");
        return person;
    }

    public static bool MayChange(CurrentPerson me, IEnumerable<Grant> theirs) => theirs.All(g => me.MayGive(g.Role, g.OrganisationId));
}
