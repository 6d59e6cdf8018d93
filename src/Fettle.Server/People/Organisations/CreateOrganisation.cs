using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.People.Organisations;

/// <summary>Makes an organisation: for a service provider, a customer.</summary>
internal sealed class CreateOrganisation(FettleDb db, CurrentPerson me, TimeProvider clock) : IUseCase
{
    public sealed record Request(string? Name);

    public sealed record Response(long Id);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/organisations", (Request request, CreateOrganisation useCase, CancellationToken cancel) => useCase.RunAsync(request, cancel));

    /// <exception cref="Forbidden">The caller administers one organisation, not the installation.</exception>
    /// <exception cref="Conflict">There is one of that name.</exception>
    public async Task<Response> RunAsync(Request request, CancellationToken cancel)
    {
        me.RequireEverywhere(Permission.Administer);
        var name = Given.Text(request.Name, "name", Organisation.NameLength);
        if (await db.Organisations.AnyAsync(o => o.Name == name, cancel))
            throw new Conflict($"There is an organisation called {name} already");
        var organisation = new Organisation(name, clock.GetUtcNow());
        db.Organisations.Add(organisation);
        await db.SaveChangesAsync(cancel);
        return new(organisation.Id);
    }
}
