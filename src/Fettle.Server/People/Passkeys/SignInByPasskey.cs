using System.Text.Json;
using Fettle.Server.People.Entering;
using Fettle.Server.People.Sessions;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.People.Passkeys;

/// <summary>Signs somebody in by a passkey alone: it is two factors in one, because the authenticator itself asks who they are.</summary>
internal sealed class SignInByPasskey(
    FettleDb db, IPasskeyHandler<Login> passkeys, PasskeyCeremony ceremony, LoginStore logins, StartSession session, NoteRefusal refusal) : IUseCase
{
    /// <param name="Credential">What <c>navigator.credentials.get</c> gave, as its <c>toJSON</c> writes it.</param>
    public sealed record Request(JsonElement Credential);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost(
                "/passkeys/sign-in",
                (Request request, SignInByPasskey useCase, HttpContext context, CancellationToken cancel) => useCase.RunAsync(request, context, cancel))
            .RequireRateLimiting(RateLimits.Entering);

    public async Task<Results<Ok<SignIn.Response>, ProblemHttpResult>> RunAsync(Request request, HttpContext context, CancellationToken cancel)
    {
        var shown = await passkeys.PerformAssertionAsync(new()
        {
            HttpContext = context,
            CredentialJson = request.Credential.ValueKind == JsonValueKind.Object ? request.Credential.GetRawText() : "{}",
            AssertionState = ceremony.End(context, AskForPasskey.Purpose),
        });
        if (!shown.Succeeded)
        {
            await refusal.RunAsync(null, "passkey", cancel);
            return TypedResults.Problem("This passkey was not taken. Try again, or sign in another way.", statusCode: StatusCodes.Status401Unauthorized, title: "Not signed in");
        }

        await logins.AddOrUpdatePasskeyAsync(shown.User, shown.Passkey, cancel);
        var name = await db.Persons.IgnoreQueryFilters().Where(p => p.Id == shown.User.Id).Select(p => p.Name).SingleAsync(cancel);
        await session.RunAsync(shown.User.Id, name, context, cancel);
        return TypedResults.Ok(new SignIn.Response(SignIn.Outcome.SignedIn));
    }
}
