using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.People.Organisations;

/// <summary>Where an organisation's people and devices are, by name.</summary>
internal sealed class ListSites(FettleDb db, CurrentPerson me, OrganisationScope scope) : IUseCase
{
    public sealed record SiteView(long Id, string Name, string Address, string TimeZone);

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/organisations/{id:long}/sites", (long id, ListSites useCase, CancellationToken cancel) => useCase.RunAsync(id, cancel));

    /// <exception cref="NotFound">No such organisation that the caller may know of.</exception>
    public async Task<IReadOnlyList<SiteView>> RunAsync(long id, CancellationToken cancel)
    {
        me.Require(Permission.ViewPeople);
        if (!scope.Includes(id) || !me.May(Permission.ViewPeople, id) || !await db.Organisations.AnyAsync(o => o.Id == id, cancel))
            throw new NotFound($"Organisation {id}");
        return await db.Sites.Where(s => s.OrganisationId == id).OrderBy(s => s.Name).Select(s => new SiteView(s.Id, s.Name, s.Address, s.TimeZone)).ToListAsync(cancel);
    }
}
