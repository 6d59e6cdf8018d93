using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.People.Sessions;

/// <summary>Signs the caller out everywhere but here.</summary>
internal sealed class EndOtherSessions(FettleDb db, CurrentSession session) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapDelete("/me/sessions", (EndOtherSessions useCase, CancellationToken cancel) => useCase.RunAsync(cancel));

    public async Task<NoContent> RunAsync(CancellationToken cancel)
    {
        await db.EndSessionsAsync(session.RequirePerson(), except: session.Id, cancel);
        await db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }
}

internal static class SessionsOfAPerson
{
    /// <summary>The nudge that tells every replica to cut a session's open line.</summary>
    public const string Ended = "session.ended";

    /// <summary>Takes the person's sessions away with the caller's next save, and cuts their lines.</summary>
    public static async Task EndSessionsAsync(this FettleDb db, long personId, long? except, CancellationToken cancel)
    {
        foreach (var session in await db.Sessions.Where(s => s.PersonId == personId && s.Id != except).ToListAsync(cancel))
            db.End(session);
    }

    public static void End(this FettleDb db, Session session)
    {
        db.Sessions.Remove(session);
        db.Nudge(Ended, session.Id, organisation: null);
    }
}
