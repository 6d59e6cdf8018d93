using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.People.Persons;

/// <summary>
/// Sets which roles somebody holds. Only what differs is given or taken, and each of that must be within what the caller holds; roles in organisations
/// that the caller does not know stay as they are. It takes effect at the person's next request.
/// </summary>
internal sealed class GiveRoles(FettleDb db, CurrentPerson me, OrganisationScope scope) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPut("/people/{id:long}/roles", (long id, IReadOnlyList<Grant> roles, GiveRoles useCase, CancellationToken cancel) => useCase.RunAsync(id, roles, cancel));

    /// <exception cref="NotFound">No such person, or no such organisation, that the caller may know of.</exception>
    /// <exception cref="Forbidden">A role that would be given or taken is above the caller's own, or in an organisation whose people they do not manage.</exception>
    /// <exception cref="Conflict">It is the last administrator.</exception>
    public async Task<NoContent> RunAsync(long id, IReadOnlyList<Grant> roles, CancellationToken cancel)
    {
        me.Require(Permission.ViewPeople);
        var person = await db.Persons.SingleOrDefaultAsync(p => p.Id == id, cancel);
        if (person is null || !me.May(Permission.ViewPeople, person.OrganisationId))
            throw new NotFound($"Person {id}");
        me.Require(Permission.ManagePeople);

        var wanted = roles.Distinct().ToList();
        var held = await db.HeldRoles.Where(r => r.PersonId == id).ToListAsync(cancel);
        var known = me.Known(held.Select(GrantOf));
        var (given, taken) = (wanted.Except(held.Select(GrantOf)).ToList(), known.Except(wanted).ToList());
        foreach (var grant in given.Concat(taken))
            me.RequireGiving(scope, grant.Role, grant.OrganisationId);
        await RequireOrganisationsAsync(given, cancel);

        await db.KeepAdministratorAsync(
            async () =>
            {
                db.HeldRoles.RemoveRange(held.Where(r => taken.Contains(GrantOf(r))));
                db.HeldRoles.AddRange(given.Select(g => new HeldRole(id, g.Role, g.OrganisationId)));
                db.Nudge("person", id, person.OrganisationId);
                await db.SaveChangesAsync(cancel);
            },
            cancel);
        return TypedResults.NoContent();
    }

    private async Task RequireOrganisationsAsync(List<Grant> given, CancellationToken cancel)
    {
        var wanted = given.Where(g => g.OrganisationId is not null).Select(g => g.OrganisationId!.Value).Distinct().ToList();
        var there = await db.Organisations.Where(o => wanted.Contains(o.Id)).Select(o => o.Id).ToListAsync(cancel);
        if (wanted.Except(there).Any())
            throw new NotFound($"Organisation {wanted.Except(there).First()}");
    }

    private static Grant GrantOf(HeldRole role) => new(role.Role, role.OrganisationId);
}
