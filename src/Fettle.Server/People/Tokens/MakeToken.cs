using Fettle.Server.People.Entering;
using Fettle.Server.People.Sessions;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.People.Tokens;

/// <summary>Makes an API token. It is shown this once; only its hash is kept.</summary>
internal sealed class MakeToken(FettleDb db, CurrentPerson me, CurrentSession session, TimeProvider clock) : IUseCase
{
    /// <summary>Tells our tokens from an agent's, and lets scanners of leaked secrets find them.</summary>
    public const string Prefix = "fettle_";

    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <param name="Scopes">What it may do: permissions that the caller has.</param>
    /// <param name="ExpiresAt">Within a year.</param>
    /// <param name="OrganisationId">Null: wherever its maker may.</param>
    public sealed record Request(string? Name, IReadOnlyList<Permission>? Scopes, DateTimeOffset ExpiresAt, long? OrganisationId);

    public sealed record Response(long Id, string Token);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/me/tokens", (Request request, MakeToken useCase, CancellationToken cancel) => useCase.RunAsync(request, cancel));

    /// <exception cref="Forbidden">It would be broader than its maker.</exception>
    /// <exception cref="Invalid">It has no name or scope, or does not expire within a year.</exception>
    public async Task<Response> RunAsync(Request request, CancellationToken cancel)
    {
        var (maker, now) = (session.RequireProof(), clock.GetUtcNow());
        var name = Given.Text(request.Name, "name", ApiToken.NameLength);
        if (request.Scopes is not { Count: > 0 } || !request.Scopes.All(Enum.IsDefined))
            throw new Invalid("scopes", "must name at least one permission");
        if (request.ExpiresAt <= now || request.ExpiresAt > now + Longest)
            throw new Invalid("expiresAt", "must be in the future and within a year");
        foreach (var scope in request.Scopes)
            me.Require(scope, request.OrganisationId);

        var secret = Prefix + Secrets.New();
        var token = new ApiToken(
            maker, name, Secrets.Hash(secret), string.Join(' ', request.Scopes.Distinct().Order()), request.OrganisationId, now, request.ExpiresAt);
        db.ApiTokens.Add(token);
        await db.SaveChangesAsync(cancel);
        return new(token.Id, secret);
    }
}
