using Fettle.Server.People.Entering;
using Fettle.Server.People.Sessions;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.People.Myself;

/// <summary>Changes the caller's password, and signs them out everywhere else: whoever knew the old one is out.</summary>
internal sealed class ChangePassword(FettleDb db, CurrentSession session, Passwords passwords, Lockout lockout, TimeProvider clock) : IUseCase
{
    public sealed record Request(string? Current, string? Password);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPut("/me/password", (Request request, ChangePassword useCase, CancellationToken cancel) => useCase.RunAsync(request, cancel));

    /// <exception cref="Invalid">The present password is not right, or the new one is not good enough.</exception>
    /// <exception cref="Conflict">It was tried too often.</exception>
    public async Task<NoContent> RunAsync(Request request, CancellationToken cancel)
    {
        var me = session.RequirePerson();
        var login = await db.Logins.SingleAsync(l => l.Id == me, cancel);
        var person = await db.Persons.IgnoreQueryFilters().SingleAsync(p => p.Id == me, cancel);

        // A borrowed browser must not be a place to guess in.
        if (await lockout.BeginAsync(login.Name, cancel) is { } wait)
            throw new Conflict($"The present password was tried too often. Wait {Math.Ceiling(wait.TotalSeconds)} seconds, then try again");
        if (!passwords.Verify(login.PasswordHash, request.Current is { Length: <= PasswordRules.AtMost } current ? current : "", out _))
            throw new Invalid("current", "is not the present password");

        login.ChangePassword(passwords.Hash(PasswordRules.Check(request.Password, person.Name, person.Email)), clock.GetUtcNow());
        await db.EndSessionsAsync(me, except: session.Id, cancel);
        await db.SaveChangesAsync(cancel);
        await lockout.ClearAsync(login.Name, cancel);
        return TypedResults.NoContent();
    }
}
