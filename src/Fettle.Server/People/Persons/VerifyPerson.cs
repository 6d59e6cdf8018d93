using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.People.Persons;

/// <summary>Says that somebody who came by mail is known here.</summary>
internal sealed class VerifyPerson(FettleDb db, CurrentPerson me) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/people/{id:long}/verify", (long id, VerifyPerson useCase, CancellationToken cancel) => useCase.RunAsync(id, cancel));

    /// <exception cref="NotFound">No such person in an organisation that the caller may see.</exception>
    /// <exception cref="Forbidden">They hold a role above the caller's.</exception>
    public async Task<NoContent> RunAsync(long id, CancellationToken cancel)
    {
        var person = await db.RequireChangeableAsync(me, id, cancel);
        person.Verify();
        db.Nudge("person", id, person.OrganisationId);
        await db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }
}
