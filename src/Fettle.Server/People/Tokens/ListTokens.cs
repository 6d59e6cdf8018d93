using Fettle.Server.People.Sessions;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.People.Tokens;

/// <summary>The caller's API tokens, without their secrets, the newest first.</summary>
internal sealed class ListTokens(FettleDb db, CurrentSession session, TimeProvider clock) : IUseCase
{
    public sealed record TokenView(
        long Id, string Name, IReadOnlyCollection<Permission> Scopes, long? OrganisationId, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt,
        DateTimeOffset? LastUsedAt, bool Expired);

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/me/tokens", (ListTokens useCase, CancellationToken cancel) => useCase.RunAsync(cancel));

    public async Task<IReadOnlyList<TokenView>> RunAsync(CancellationToken cancel)
    {
        var (me, now) = (session.RequirePerson(), clock.GetUtcNow());
        var mine = await db.ApiTokens.AsNoTracking().Where(t => t.PersonId == me).OrderByDescending(t => t.Id).Take(200).ToListAsync(cancel);
        return [.. mine.Select(t => new TokenView(
            t.Id, t.Name, ApiToken.ReadScopes(t.Scopes), t.OrganisationId, t.CreatedAt, t.ExpiresAt, t.LastUsedAt, t.ExpiresAt <= now))];
    }
}
