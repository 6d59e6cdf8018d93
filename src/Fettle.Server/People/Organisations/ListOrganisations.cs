using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.People.Organisations;

/// <summary>The organisations that the caller may know of, by name.</summary>
internal sealed class ListOrganisations(FettleDb db, CurrentPerson me) : IUseCase
{
    public sealed record OrganisationView(long Id, string Name, int People, int Sites, DateTimeOffset CreatedAt);

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/organisations", (ListOrganisations useCase, CancellationToken cancel) => useCase.RunAsync(cancel));

    /// <exception cref="Forbidden">The caller sees no people anywhere: a requester.</exception>
    public async Task<IReadOnlyList<OrganisationView>> RunAsync(CancellationToken cancel)
    {
        me.Require(Permission.ViewPeople);
        var (persons, sites) = (db.Persons, db.Sites);
        var (all, known) = (me.MayEverywhere(Permission.ViewPeople), me.OrganisationsWith(Permission.ViewPeople) ?? []);
        return await db.Organisations.Where(o => all || known.Contains(o.Id)).OrderBy(o => o.Name)
            .Select(o => new OrganisationView(o.Id, o.Name, persons.Count(p => p.OrganisationId == o.Id), sites.Count(s => s.OrganisationId == o.Id), o.CreatedAt))
            .ToListAsync(cancel);
    }
}
