using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.People.Sessions;

/// <summary>Where the caller is signed in, the latest used first.</summary>
internal sealed class ListSessions(FettleDb db, CurrentSession session, SessionSettings settings, TimeProvider clock) : IUseCase
{
    /// <param name="Current">The one that asks.</param>
    public sealed record SessionView(long Id, string? Address, string UserAgent, DateTimeOffset StartedAt, DateTimeOffset LastSeenAt, DateTimeOffset EndsAt, bool Current);

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/me/sessions", (ListSessions useCase, CancellationToken cancel) => useCase.RunAsync(cancel));

    public async Task<IReadOnlyList<SessionView>> RunAsync(CancellationToken cancel)
    {
        var (me, now, current) = (session.RequirePerson(), clock.GetUtcNow(), session.Id);
        var idleSince = now - settings.Idle;
        return await db.Sessions.Where(s => s.PersonId == me && s.EndsAt > now && s.LastSeenAt > idleSince)
            .OrderByDescending(s => s.LastSeenAt).ThenByDescending(s => s.Id).Take(200)
            .Select(s => new SessionView(s.Id, s.Address, s.UserAgent, s.StartedAt, s.LastSeenAt, s.EndsAt, s.Id == current))
            .ToListAsync(cancel);
    }
}
