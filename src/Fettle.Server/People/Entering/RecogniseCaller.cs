using System.Security.Claims;
using Fettle.Server.People.Sessions;
using Fettle.Server.People.Tokens;
using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.People.Entering;

/// <summary>
/// Sets <see cref="CurrentPerson"/>, <see cref="OrganisationScope"/> and <see cref="Actor"/> from the session cookie or an API token, by one query. Nothing is
/// remembered between requests, so a session ended, a person disabled or a role taken away holds from the next request on, on every replica.
/// </summary>
internal sealed class RecogniseCaller(
    FettleDb db, CurrentPerson me, CurrentSession session, OrganisationScope scope, Actor actor, SessionSettings settings, ProofCookie proof, TimeProvider clock)
{
    private const string Bearer = "Bearer ";

    /// <summary>How exact the time of last use is: a write for each request would be a waste.</summary>
    private static readonly TimeSpan Exactness = TimeSpan.FromMinutes(1);

    private sealed record Caller(
        long By, DateTimeOffset Seen, long PersonId, string Name, bool SecondFactor, List<Grant> Grants, string? Scopes = null, long? OnlyOrganisation = null, DateTimeOffset Began = default);

    public async Task RunAsync(HttpContext context, CancellationToken cancel)
    {
        var from = context.Connection.RemoteIpAddress?.ToString();
        actor.Is(ActorKind.Stranger, null, "Not signed in", from);

        var authorization = context.Request.Headers.Authorization.ToString();
        var caller = authorization.StartsWith(Bearer + MakeToken.Prefix, StringComparison.Ordinal)
            ? await ByTokenAsync(authorization[Bearer.Length..], cancel)
            : await BySessionAsync(context.Request, cancel);
        if (caller is null)
            return;

        IReadOnlyList<Grant> grants = caller.OnlyOrganisation is { } only
            ? [.. caller.Grants.Where(g => g.OrganisationId is null || g.OrganisationId == only).Select(g => g with { OrganisationId = only })]
            : caller.Grants;
        var missing = !caller.SecondFactor && grants.Any(g => g.Role == Role.Administrator);
        me.Is(caller.PersonId, caller.Name, grants, caller.Scopes is null ? null : ApiToken.ReadScopes(caller.Scopes), secondFactorMissing: missing);
        if (!missing)
            Limit(grants);
        actor.Is(ActorKind.Person, caller.PersonId, caller.Name, from);
        context.User = new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, caller.PersonId.ToString()), new(ClaimTypes.Name, caller.Name)], "Fettle"));
    }

    private void Limit(IReadOnlyList<Grant> grants)
    {
        if (grants.Any(g => g.OrganisationId is null))
            scope.SeeEverything();
        else
            scope.LimitTo(grants.Select(g => g.OrganisationId!.Value));
    }

    private async Task<Caller?> BySessionAsync(HttpRequest request, CancellationToken cancel)
    {
        if (SessionCookie.Read(request) is not { Length: > 0 } secret)
            return null;
        var (hash, now) = (Secrets.Hash(secret), clock.GetUtcNow());
        var (logins, passkeys, roles) = (db.Logins, db.Passkeys, db.HeldRoles);
        var idleSince = now - settings.Idle;
        var found = from s in db.Sessions
                    join p in db.Persons.IgnoreQueryFilters() on s.PersonId equals p.Id
                    where s.SecretHash == hash && s.EndsAt > now && s.LastSeenAt > idleSince && p.DisabledAt == null
                    select new Caller(
                        s.Id, s.LastSeenAt, p.Id, p.Name,
                        logins.Any(l => l.Id == p.Id && l.TotpSince != null) || passkeys.Any(k => k.PersonId == p.Id),
                        roles.Where(r => r.PersonId == p.Id).Select(r => new Grant(r.Role, r.OrganisationId)).ToList(), null, null, s.StartedAt);
        if (await found.SingleOrDefaultAsync(cancel) is not { } caller)
            return null;
        if (now - caller.Seen >= Exactness)
            await NoteUseAsync(() => db.Sessions.Where(s => s.Id == caller.By).ExecuteUpdateAsync(s => s.SetProperty(x => x.LastSeenAt, now), cancel));
        session.Id = caller.By;
        session.ProvedAt = proof.Read(request, caller.By) is { } again && again > caller.Began ? again : caller.Began;
        return caller;
    }

    private async Task<Caller?> ByTokenAsync(string secret, CancellationToken cancel)
    {
        var (hash, now) = (Secrets.Hash(secret), clock.GetUtcNow());
        var (logins, passkeys, roles) = (db.Logins, db.Passkeys, db.HeldRoles);
        var found = from t in db.ApiTokens
                    join p in db.Persons.IgnoreQueryFilters() on t.PersonId equals p.Id
                    where t.SecretHash == hash && t.ExpiresAt > now && p.DisabledAt == null
                    select new Caller(
                        t.Id, t.LastUsedAt ?? DateTimeOffset.UnixEpoch, p.Id, p.Name,
                        logins.Any(l => l.Id == p.Id && l.TotpSince != null) || passkeys.Any(k => k.PersonId == p.Id),
                        roles.Where(r => r.PersonId == p.Id).Select(r => new Grant(r.Role, r.OrganisationId)).ToList(), t.Scopes, t.OrganisationId);
        if (await found.SingleOrDefaultAsync(cancel) is not { } caller)
            return null;
        if (now - caller.Seen >= Exactness)
            await NoteUseAsync(() => db.ApiTokens.Where(t => t.Id == caller.By).ExecuteUpdateAsync(s => s.SetProperty(x => x.LastUsedAt, now), cancel));
        return caller;
    }

    private static async Task NoteUseAsync(Func<Task<int>> note)
    {
        try
        {
            await note();
        }
        catch (Exception e) when (DiskFull.Caused(e))
        {
            // On a full disk one can still read; the time of last use is a little old then.
        }
    }
}
