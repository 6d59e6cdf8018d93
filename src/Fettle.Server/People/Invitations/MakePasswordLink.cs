using Fettle.Server.People.Persons;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.People.Invitations;

/// <summary>Makes a link with which somebody who is there already sets a password: their first, or a new one. A second factor that they have stays.</summary>
internal sealed class MakePasswordLink(FettleDb db, CurrentPerson me, MakeLink link) : IUseCase
{
    public sealed record Response(string Link, DateTimeOffset ExpiresAt);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost(
                "/people/{id:long}/password-link",
                (long id, MakePasswordLink useCase, HttpContext context, CancellationToken cancel) => useCase.RunAsync(id, context, cancel));

    /// <exception cref="NotFound">No such person in an organisation that the caller may see.</exception>
    /// <exception cref="Forbidden">They hold a role above the caller's: whoever sets a password can be them.</exception>
    /// <exception cref="Conflict">They are disabled, or there is nothing that they could sign in with.</exception>
    public async Task<Response> RunAsync(long id, HttpContext context, CancellationToken cancel)
    {
        var person = await db.RequireChangeableAsync(me, id, cancel);
        if (person.DisabledAt is not null)
            throw new Conflict($"{person.Name} is disabled. Enable them first");
        var (address, expiresAt) = await link.RunAsync(person, context, cancel);
        await db.SaveChangesAsync(cancel);
        return new(address, expiresAt);
    }
}
