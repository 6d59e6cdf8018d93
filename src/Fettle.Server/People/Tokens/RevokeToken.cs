using Fettle.Server.People.Sessions;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.People.Tokens;

/// <summary>Takes back one of the caller's API tokens. It is refused from its next request on.</summary>
internal sealed class RevokeToken(FettleDb db, CurrentSession session) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapDelete("/me/tokens/{id:long}", (long id, RevokeToken useCase, CancellationToken cancel) => useCase.RunAsync(id, cancel));

    /// <exception cref="NotFound">The caller has no such token.</exception>
    public async Task<NoContent> RunAsync(long id, CancellationToken cancel)
    {
        var me = session.RequirePerson();
        db.ApiTokens.Remove(await db.ApiTokens.SingleOrDefaultAsync(t => t.Id == id && t.PersonId == me, cancel) ?? throw new NotFound($"Token {id}"));
        db.Nudge("person", me, organisation: null);
        await db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }
}
