using Fettle.Server.People.Persons;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.People.Invitations;

/// <summary>Makes a person who has the role at once, and a link with which they set their password. Nobody is mailed: the caller hands the link over.</summary>
internal sealed class InvitePerson(FettleDb db, CurrentPerson me, RegisterPerson register, MakeLink link) : IUseCase
{
    /// <param name="OrganisationId">The organisation that they are of, and hold the role in.</param>
    public sealed record Request(string? Email, string? Name, long OrganisationId, Role Role);

    public sealed record Response(long PersonId, string Link, DateTimeOffset ExpiresAt);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost(
                "/invitations",
                (Request request, InvitePerson useCase, HttpContext context, CancellationToken cancel) => useCase.RunAsync(request, context, cancel));

    /// <remarks>Refusals are those of <see cref="RegisterPerson"/>.</remarks>
    public async Task<Response> RunAsync(Request request, HttpContext context, CancellationToken cancel)
    {
        me.Require(Permission.ManagePeople);
        Response? response = null;
        await db.InTransactionAsync(
            async () =>
            {
                var person = await register.RunAsync(
                    new(request.OrganisationId, request.Name, Given.Email(request.Email), null, null, null, request.Role, request.OrganisationId), cancel);
                var (address, expiresAt) = await link.RunAsync(person, context, cancel);
                await db.SaveChangesAsync(cancel);
                response = new(person.Id, address, expiresAt);
            },
            cancel);
        return response!;
    }
}
