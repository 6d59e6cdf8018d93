using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.People.Persons;

/// <summary>Lets somebody in again who was disabled, with the password and the second factor that they had.</summary>
internal sealed class EnablePerson(FettleDb db, CurrentPerson me) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/people/{id:long}/enable", (long id, EnablePerson useCase, CancellationToken cancel) => useCase.RunAsync(id, cancel));

    /// <exception cref="NotFound">No such person in an organisation that the caller may see.</exception>
    /// <exception cref="Forbidden">They hold a role above the caller's.</exception>
    public async Task<NoContent> RunAsync(long id, CancellationToken cancel)
    {
        var person = await db.RequireChangeableAsync(me, id, cancel);
        person.Enable();
        db.Nudge("person", id, person.OrganisationId);
        await db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }
}
