using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.People.Organisations;

/// <summary>Changes what is known of a place.</summary>
internal sealed class ChangeSite(FettleDb db, CurrentPerson me) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPut("/sites/{id:long}", (long id, AddSite.Request request, ChangeSite useCase, CancellationToken cancel) => useCase.RunAsync(id, request, cancel));

    /// <exception cref="NotFound">No such site in an organisation that the caller may know of.</exception>
    /// <exception cref="Invalid">A field cannot be taken as it is.</exception>
    /// <exception cref="Conflict">There is another site of that name.</exception>
    public async Task<NoContent> RunAsync(long id, AddSite.Request request, CancellationToken cancel)
    {
        me.Require(Permission.Administer);
        var site = await db.Sites.SingleOrDefaultAsync(s => s.Id == id, cancel) ?? throw new NotFound($"Site {id}");
        me.Require(Permission.Administer, site.OrganisationId);
        var (name, address, zone) = AddSite.Read(request);
        if (await db.Sites.AnyAsync(s => s.OrganisationId == site.OrganisationId && s.Name == name && s.Id != id, cancel))
            throw new Conflict($"There is a site called {name} already");
        site.Change(name, address, zone);
        await db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }
}
