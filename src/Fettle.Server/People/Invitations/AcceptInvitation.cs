using Fettle.Server.People.Entering;
using Fettle.Server.People.Persons;
using Fettle.Server.People.Sessions;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.People.Invitations;

/// <summary>Sets the password that the link is for, once, also when two do it at the same time. Signs in, unless there is a second factor to show.</summary>
internal sealed class AcceptInvitation(
    FettleDb db, OrganisationScope scope, Actor actor, Passwords passwords, Lockout lockout, IndexPerson index, StartSession session, TimeProvider clock) : IUseCase
{
    /// <param name="Name">As they write it themselves; null leaves it.</param>
    public sealed record Request(string? Name, string? Password);

    public sealed record Response(bool SignedIn);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost(
                "/invitations/{secret}/accept",
                (string secret, Request request, AcceptInvitation useCase, HttpContext context, CancellationToken cancel) =>
                    useCase.RunAsync(secret, request, context, cancel))
            .RequireRateLimiting(RateLimits.Entering);

    /// <exception cref="NotFound">No such link, or it was used, replaced, or is too old.</exception>
    /// <exception cref="Invalid">The password is not good enough.</exception>
    public async Task<Response> RunAsync(string secret, Request request, HttpContext context, CancellationToken cancel)
    {
        var (hash, now) = (Secrets.Hash(secret), clock.GetUtcNow());
        var invitation = await db.Invitations.IgnoreQueryFilters().AsNoTracking()
            .SingleOrDefaultAsync(i => i.SecretHash == hash && i.AcceptedAt == null && i.ExpiresAt > now, cancel) ?? throw new NotFound("This invitation");

        // The link proves who they are; from here on they may touch their own organisation's rows.
        scope.LimitTo([invitation.OrganisationId]);
        var person = await db.Persons.SingleOrDefaultAsync(p => p.Id == invitation.PersonId && p.DisabledAt == null, cancel) ?? throw new NotFound("This invitation");
        var name = Given.OptionalText(request.Name, "name", Person.NameLength) ?? person.Name;
        var password = passwords.Hash(PasswordRules.Check(request.Password, name, person.Email, invitation.LoginName));
        actor.Is(ActorKind.Person, person.Id, name, actor.From);

        var signIn = false;
        await db.InTransactionAsync(
            async () =>
            {
                if (await db.Invitations.Where(i => i.Id == invitation.Id && i.AcceptedAt == null).ExecuteUpdateAsync(s => s.SetProperty(i => i.AcceptedAt, now), cancel) == 0)
                    throw new NotFound("This invitation");
                person.Rename(name);
                var login = await SetPasswordAsync(person, invitation.LoginName, password, now, cancel);
                await db.EndSessionsAsync(person.Id, except: null, cancel);
                await db.SaveChangesAsync(cancel);
                await index.RunAsync([person], cancel);
                await lockout.ClearAsync(login.Name, cancel);
                signIn = !login.HasTotp && !await db.Passkeys.AnyAsync(k => k.PersonId == person.Id, cancel);
                if (signIn)
                    await session.RunAsync(person.Id, person.Name, context, cancel);
            },
            cancel);
        return new(signIn);
    }

    private async Task<Login> SetPasswordAsync(Person person, string loginName, string hash, DateTimeOffset now, CancellationToken cancel)
    {
        var login = await db.Logins.SingleOrDefaultAsync(l => l.Id == person.Id, cancel);
        if (login is null)
            db.Logins.Add(login = new(person.Id, person.Email ?? loginName));
        login.ChangePassword(hash, now);
        return login;
    }
}
