using Fettle.Server.People.Entering;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.People.Invitations;

/// <summary>What the page behind an invitation's link shows. Whoever has the link may see it, and nobody else.</summary>
internal sealed class ShowInvitation(FettleDb db, TimeProvider clock) : IUseCase
{
    /// <param name="SignInName">What they will sign in with.</param>
    /// <param name="New">False where a forgotten password is replaced.</param>
    public sealed record Response(string Name, string SignInName, string Organisation, DateTimeOffset ExpiresAt, bool New);

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/invitations/{secret}", (string secret, ShowInvitation useCase, CancellationToken cancel) => useCase.RunAsync(secret, cancel))
            .RequireRateLimiting(RateLimits.Entering);

    /// <exception cref="NotFound">No such link, or it was used, replaced, or is too old.</exception>
    public async Task<Response> RunAsync(string secret, CancellationToken cancel)
    {
        var (hash, now) = (Secrets.Hash(secret), clock.GetUtcNow());
        var (organisations, logins) = (db.Organisations, db.Logins);
        var found = from i in db.Invitations.IgnoreQueryFilters()
                    join p in db.Persons.IgnoreQueryFilters() on i.PersonId equals p.Id
                    where i.SecretHash == hash && i.AcceptedAt == null && i.ExpiresAt > now && p.DisabledAt == null
                    select new Response(
                        p.Name, i.LoginName, organisations.Where(o => o.Id == p.OrganisationId).Select(o => o.Name).FirstOrDefault() ?? "", i.ExpiresAt,
                        !logins.Any(l => l.Id == p.Id));
        return await found.SingleOrDefaultAsync(cancel) ?? throw new NotFound("This invitation");
    }
}
