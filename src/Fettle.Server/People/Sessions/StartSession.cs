using Fettle.Server.People.Entering;
using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;

namespace Fettle.Server.People.Sessions;

/// <summary>Signs a browser in, once somebody has proved who they are.</summary>
internal sealed class StartSession(FettleDb db, Actor actor, SessionSettings settings, TimeProvider clock)
{
    /// <summary>Adds the session, saves it with all that is pending, and sends the cookie. From here on the journal's actor is the person.</summary>
    public async Task RunAsync(long personId, string personName, HttpContext context, CancellationToken cancel)
    {
        var (secret, now) = (Secrets.New(), clock.GetUtcNow());
        actor.Is(ActorKind.Person, personId, personName, actor.From);
        var session = new Session(
            personId, Secrets.Hash(secret), context.Connection.RemoteIpAddress?.ToString(), context.Request.Headers.UserAgent.ToString(), now, now + settings.Lifetime);
        db.Sessions.Add(session);
        await db.SaveChangesAsync(cancel);
        SessionCookie.Write(context, secret, session.EndsAt);
    }
}
