using Fettle.Server.People.Entering;
using Fettle.Server.People.Organisations;
using Fettle.Server.People.Persons;
using Fettle.Server.People.Sessions;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.People.FirstRun;

/// <summary>Names the first organisation, makes its administrator, signs them in, and closes setup for ever. Of two at once exactly one wins.</summary>
internal sealed class MakeFirstAdministrator(
    FettleDb db, OrganisationScope scope, HomeOrganisation home, Passwords passwords, IndexPerson index, StartSession session, TimeProvider clock) : IUseCase
{
    /// <param name="Secret">From the link that the server printed on its console.</param>
    public sealed record Request(string? Secret, string? Organisation, string? Name, string? Email, string? Password);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost(
                "/setup",
                (Request request, MakeFirstAdministrator useCase, HttpContext context, CancellationToken cancel) => useCase.RunAsync(request, context, cancel))
            .RequireRateLimiting(RateLimits.Entering);

    /// <exception cref="Conflict">Setup is closed.</exception>
    /// <exception cref="Forbidden">The secret is not the one on the console.</exception>
    public async Task<NoContent> RunAsync(Request request, HttpContext context, CancellationToken cancel)
    {
        var state = await db.SetUps.AsNoTracking().SingleOrDefaultAsync(cancel);
        if (state?.ClosedAt is not null)
            throw Closed();
        if (state?.Secret is null || !Secrets.Same(state.Secret, request.Secret ?? ""))
            throw new Forbidden("This is not the secret that the server printed on its console. `fettle-server setup-link` prints the link again.");

        var organisationName = Given.Text(request.Organisation, "organisation", Organisation.NameLength);
        var name = Given.Text(request.Name, "name", Person.NameLength);
        var email = Given.Email(request.Email);
        var hash = passwords.Hash(PasswordRules.Check(request.Password, name, email, organisationName));

        // The one who has shown the secret may make the first rows of all.
        scope.SeeEverything();
        var now = clock.GetUtcNow();
        await db.InTransactionAsync(
            async () =>
            {
                // The row decides the race: the second one finds it closed, and makes nothing.
                var won = await db.SetUps.Where(s => s.ClosedAt == null).ExecuteUpdateAsync(
                    s => s.SetProperty(x => x.ClosedAt, now).SetProperty(x => x.Secret, (string?)null), cancel);
                if (won == 0)
                    throw Closed();

                var homeId = await home.FindOrMakeAsync(cancel);
                if (await db.Organisations.AnyAsync(o => o.Name == organisationName && o.Id != homeId, cancel))
                    throw new Conflict($"There is an organisation called {organisationName} already; choose another name");
                var organisation = await db.Organisations.SingleAsync(o => o.Id == homeId, cancel);
                organisation.Rename(organisationName);
                await AccountNames.RequireFreeEmailAsync(db, email, except: null, cancel);
                var person = new Person(organisation.Id, name, email, now);
                db.Persons.Add(person);
                await db.SaveChangesAsync(cancel);

                var login = new Login(person.Id, email);
                login.ChangePassword(hash, now);
                db.Logins.Add(login);
                db.HeldRoles.Add(new(person.Id, Role.Administrator, organisationId: null));
                db.AccountNames.Add(new(organisation.Id, person.Id, email));
                await db.SaveChangesAsync(cancel);
                db.Tell(new InstallationSetUp(null, organisation.Id));
                await db.SaveChangesAsync(cancel);
                await index.RunAsync([person], cancel);
                await session.RunAsync(person.Id, person.Name, context, cancel);
            },
            cancel);
        return TypedResults.NoContent();
    }

    private static Conflict Closed() => new("Fettle is set up already. Sign in, or ask an administrator for an invitation.");
}
