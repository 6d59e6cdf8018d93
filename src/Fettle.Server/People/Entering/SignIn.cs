using Fettle.Server.People.SecondFactors;
using Fettle.Server.People.Sessions;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.People.Entering;

/// <summary>
/// Signs somebody in by password, and by code where they have a second factor. Neither the answer nor its duration tells whether a person exists:
/// (1) the try is counted, whoever it is for; (2) the password is checked, against nobody's where there is none; (3) then the second factor.
/// </summary>
internal sealed class SignIn(
    FettleDb db, Passwords passwords, Lockout lockout, CheckSecondFactor secondFactor, StartSession session, NoteRefusal refusal) : IUseCase
{
    /// <param name="Email">The mail address, or the account name of a person without one.</param>
    /// <param name="Code">From the authenticator app.</param>
    public sealed record Request(string? Email, string? Password, string? Code, string? RecoveryCode);

    public sealed record Response(Outcome Outcome);

    public enum Outcome
    {
        SignedIn,

        /// <summary>The password is right; ask for the authenticator app's code and send all of it again.</summary>
        CodeNeeded,

        /// <summary>The password is right, but this person signs in with a passkey, or with a recovery code.</summary>
        PasskeyNeeded,
    }

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/sign-in", (Request request, SignIn useCase, HttpContext context, CancellationToken cancel) => useCase.RunAsync(request, context, cancel))
            .RequireRateLimiting(RateLimits.Entering);

    public async Task<Results<Ok<Response>, ProblemHttpResult>> RunAsync(Request request, HttpContext context, CancellationToken cancel)
    {
        var name = Given.Text(request.Email, "email", Given.EmailLength).ToLowerInvariant();
        var password = request.Password is { Length: > 0 and <= PasswordRules.AtMost } given ? given : "";

        // 1
        if (await lockout.BeginAsync(name, cancel) is { } wait)
            return TooMany(context, wait);

        // 2
        var login = await db.Logins.SingleOrDefaultAsync(l => l.Name == name, cancel);
        var person = login is null ? null : await db.Persons.IgnoreQueryFilters().SingleAsync(p => p.Id == login.Id, cancel);
        var right = passwords.Verify(login?.PasswordHash, password, out var rehash);
        if (!right || person!.DisabledAt is not null)
        {
            await refusal.RunAsync(person, right ? "disabled" : "password", cancel);
            return Refused("The name or the password is not right.");
        }

        // 3
        if (login!.HasTotp || await db.Passkeys.AnyAsync(k => k.PersonId == login.Id, cancel))
        {
            if (string.IsNullOrWhiteSpace(request.Code) && string.IsNullOrWhiteSpace(request.RecoveryCode))
            {
                await lockout.TakeBackAsync(name, cancel);
                return TypedResults.Ok(new Response(login.HasTotp ? Outcome.CodeNeeded : Outcome.PasskeyNeeded));
            }
            if (!await SecondFactorIsRightAsync(login, request, cancel))
            {
                await refusal.RunAsync(person, "code", cancel);
                return Refused("The code is not right, or was used before.");
            }
        }

        if (rehash)
            login.Rehash(passwords.Hash(password));
        await lockout.ClearAsync(name, cancel);
        await session.RunAsync(person.Id, person.Name, context, cancel);
        return TypedResults.Ok(new Response(Outcome.SignedIn));
    }

    private async Task<bool> SecondFactorIsRightAsync(Login login, Request request, CancellationToken cancel) =>
        (login.HasTotp && !string.IsNullOrWhiteSpace(request.Code) && await secondFactor.TotpAsync(login, request.Code, cancel))
        || (!string.IsNullOrWhiteSpace(request.RecoveryCode) && await secondFactor.RecoveryCodeAsync(login.Id, request.RecoveryCode, cancel));

    private static ProblemHttpResult Refused(string why) => TypedResults.Problem(why, statusCode: StatusCodes.Status401Unauthorized, title: "Not signed in");

    private static ProblemHttpResult TooMany(HttpContext context, TimeSpan wait)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        context.Response.Headers.RetryAfter = seconds.ToString();
        return TypedResults.Problem(
            $"Too many tries for this name. Wait {seconds} seconds, then try again.", statusCode: StatusCodes.Status429TooManyRequests, title: "Wait a little");
    }
}
