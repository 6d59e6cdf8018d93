using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.People.Organisations;

/// <summary>Gives an organisation another name.</summary>
internal sealed class RenameOrganisation(FettleDb db, CurrentPerson me, OrganisationScope scope) : IUseCase
{
    public sealed record Request(string? Name);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPut("/organisations/{id:long}", (long id, Request request, RenameOrganisation useCase, CancellationToken cancel) => useCase.RunAsync(id, request, cancel));

    /// <exception cref="NotFound">No such organisation that the caller may know of.</exception>
    /// <exception cref="Conflict">Another one is called so.</exception>
    public async Task<NoContent> RunAsync(long id, Request request, CancellationToken cancel)
    {
        me.Require(Permission.Administer);
        var organisation = scope.Includes(id) ? await db.Organisations.SingleOrDefaultAsync(o => o.Id == id, cancel) : null;
        if (organisation is null)
            throw new NotFound($"Organisation {id}");
        me.Require(Permission.Administer, id);
        var name = Given.Text(request.Name, "name", Organisation.NameLength);
        if (await db.Organisations.AnyAsync(o => o.Name == name && o.Id != id, cancel))
            throw new Conflict($"There is an organisation called {name} already");
        organisation.Rename(name);
        await db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }
}
