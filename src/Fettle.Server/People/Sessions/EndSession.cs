using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.People.Sessions;

/// <summary>Signs out another browser of the caller's, or this one. It is refused from its next request on.</summary>
internal sealed class EndSession(FettleDb db, CurrentSession session) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapDelete("/me/sessions/{id:long}", (long id, EndSession useCase, CancellationToken cancel) => useCase.RunAsync(id, cancel));

    /// <exception cref="NotFound">The caller has no such session.</exception>
    public async Task<NoContent> RunAsync(long id, CancellationToken cancel)
    {
        var me = session.RequirePerson();
        db.End(await db.Sessions.SingleOrDefaultAsync(s => s.Id == id && s.PersonId == me, cancel) ?? throw new NotFound($"Session {id}"));
        await db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }
}
