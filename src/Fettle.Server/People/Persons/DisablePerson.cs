using Fettle.Server.People.Sessions;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.People.Persons;

/// <summary>Keeps somebody out: their sessions end, their API tokens and links open nothing. What they did stays, and they can be let in again.</summary>
internal sealed class DisablePerson(FettleDb db, CurrentPerson me, TimeProvider clock) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/people/{id:long}/disable", (long id, DisablePerson useCase, CancellationToken cancel) => useCase.RunAsync(id, cancel));

    /// <exception cref="NotFound">No such person in an organisation that the caller may see.</exception>
    /// <exception cref="Forbidden">They hold a role above the caller's.</exception>
    /// <exception cref="Conflict">It is the caller, or the last administrator.</exception>
    public async Task<NoContent> RunAsync(long id, CancellationToken cancel)
    {
        var person = await db.RequireChangeableAsync(me, id, cancel);
        if (id == me.Id)
            throw new Conflict("You cannot disable yourself");
        await db.KeepAdministratorAsync(
            async () =>
            {
                person.Disable(clock.GetUtcNow());
                await db.EndSessionsAsync(id, except: null, cancel);
                db.Nudge("person", id, person.OrganisationId);
                await db.SaveChangesAsync(cancel);
            },
            cancel);
        return TypedResults.NoContent();
    }
}
