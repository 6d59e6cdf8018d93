using System.Text.Json;
using Fettle.Server.People.Passkeys;
using Fettle.Server.People.Sessions;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.People.Entering;

/// <summary>
/// The caller shows again who they are, by password or by a passkey whose options came from <c>/api/passkeys/sign-in/options</c>. What changes how one gets
/// in asks for it (<see cref="CurrentSession.RequireProof"/>).
/// </summary>
internal sealed class ProveAgain(
    FettleDb db, CurrentSession session, Passwords passwords, Lockout lockout, IPasskeyHandler<Login> passkeys, PasskeyCeremony ceremony, ProofCookie proof, TimeProvider clock)
    : IUseCase
{
    /// <param name="Password">The caller's; or</param>
    /// <param name="Credential">what <c>navigator.credentials.get</c> gave, as its <c>toJSON</c> writes it.</param>
    public sealed record Request(string? Password, JsonElement? Credential);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/me/proof", (Request request, ProveAgain useCase, HttpContext context, CancellationToken cancel) => useCase.RunAsync(request, context, cancel))
            .RequireRateLimiting(RateLimits.Entering);

    /// <exception cref="Invalid">It is not right.</exception>
    /// <exception cref="Conflict">It was tried too often.</exception>
    public async Task<NoContent> RunAsync(Request request, HttpContext context, CancellationToken cancel)
    {
        var me = session.RequirePerson();
        if (request.Credential is { ValueKind: JsonValueKind.Object } credential)
            await CheckPasskeyAsync(me, credential, context);
        else
            await CheckPasswordAsync(me, request.Password, cancel);
        proof.Write(context, session.Id!.Value, clock.GetUtcNow());
        return TypedResults.NoContent();
    }

    private async Task CheckPasswordAsync(long me, string? password, CancellationToken cancel)
    {
        var login = await db.Logins.AsNoTracking().SingleAsync(l => l.Id == me, cancel);
        // A borrowed browser must not be a place to guess in.
        if (await lockout.BeginAsync(login.Name, cancel) is { } wait)
            throw new Conflict($"It was tried too often. Wait {Math.Ceiling(wait.TotalSeconds)} seconds, then try again");
        if (!passwords.Verify(login.PasswordHash, password is { Length: <= PasswordRules.AtMost } ? password : "", out _))
            throw new Invalid("password", "is not right");
        await lockout.ClearAsync(login.Name, cancel);
    }

    private async Task CheckPasskeyAsync(long me, JsonElement credential, HttpContext context)
    {
        var shown = await passkeys.PerformAssertionAsync(new()
        {
            HttpContext = context,
            CredentialJson = credential.GetRawText(),
            AssertionState = ceremony.End(context, AskForPasskey.Purpose),
        });
        if (!shown.Succeeded || shown.User.Id != me)
            throw new Invalid("credential", "was not taken");
    }
}
