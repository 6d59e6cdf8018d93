using Fettle.Server.People.Sessions;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.People.Entering;

/// <summary>Ends the caller's session. Without one there is nothing to do, which is no error.</summary>
internal sealed class SignOut(FettleDb db, CurrentSession session) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/sign-out", (SignOut useCase, HttpContext context, CancellationToken cancel) => useCase.RunAsync(context, cancel));

    public async Task<NoContent> RunAsync(HttpContext context, CancellationToken cancel)
    {
        if (await db.Sessions.SingleOrDefaultAsync(s => s.Id == session.Id, cancel) is { } mine)
        {
            db.End(mine);
            await db.SaveChangesAsync(cancel);
        }
        SessionCookie.Erase(context);
        return TypedResults.NoContent();
    }
}
