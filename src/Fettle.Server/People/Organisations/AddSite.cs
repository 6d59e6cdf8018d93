using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.People.Organisations;

/// <summary>Writes down a place of an organisation.</summary>
internal sealed class AddSite(FettleDb db, CurrentPerson me, OrganisationScope scope) : IUseCase
{
    /// <param name="TimeZone">An IANA name: <c>Europe/Berlin</c>.</param>
    public sealed record Request(string? Name, string? Address, string? TimeZone);

    public sealed record Response(long Id);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/organisations/{id:long}/sites", (long id, Request request, AddSite useCase, CancellationToken cancel) => useCase.RunAsync(id, request, cancel));

    /// <exception cref="NotFound">No such organisation that the caller may know of.</exception>
    /// <exception cref="Invalid">A field cannot be taken as it is.</exception>
    /// <exception cref="Conflict">There is a site of that name.</exception>
    public async Task<Response> RunAsync(long id, Request request, CancellationToken cancel)
    {
        me.Require(Permission.Administer);
        if (!scope.Includes(id) || !await db.Organisations.AnyAsync(o => o.Id == id, cancel))
            throw new NotFound($"Organisation {id}");
        me.Require(Permission.Administer, id);
        var (name, address, zone) = Read(request);
        if (await db.Sites.AnyAsync(s => s.OrganisationId == id && s.Name == name, cancel))
            throw new Conflict($"There is a site called {name} already");
        var site = new Site(id, name, address, zone);
        db.Sites.Add(site);
        await db.SaveChangesAsync(cancel);
        return new(site.Id);
    }

    internal static (string Name, string Address, string TimeZone) Read(Request request)
    {
        var zone = Given.Text(request.TimeZone, "timeZone", 100);
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known) || !known.HasIanaId)
            throw new Invalid("timeZone", "is not a time zone such as Europe/Berlin");
        return (Given.Text(request.Name, "name", Site.NameLength), Given.OptionalText(request.Address, "address", Site.AddressLength, lines: true) ?? "", zone);
    }
}
