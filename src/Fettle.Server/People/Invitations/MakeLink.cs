using Fettle.Server.People.Entering;
using Fettle.Server.People.Persons;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.People.Invitations;

/// <summary>Makes the link with which somebody sets a password; the links they had before are void.</summary>
internal sealed class MakeLink(FettleDb db, CurrentPerson me, IConfiguration configuration, TimeProvider clock)
{
    /// <summary>Adds the invitation to the caller's change, and returns the link, which is shown this once.</summary>
    /// <exception cref="Conflict">The account name that they would sign in with is somebody else's.</exception>
    public async Task<(string Link, DateTimeOffset ExpiresAt)> RunAsync(Person person, HttpContext context, CancellationToken cancel)
    {
        var login = await db.Logins.Where(l => l.Id == person.Id).Select(l => l.Name).SingleOrDefaultAsync(cancel)
            ?? person.Email
            ?? await db.AccountNames.Where(a => a.PersonId == person.Id).OrderBy(a => a.Id).Select(a => a.Name).FirstOrDefaultAsync(cancel)
            ?? throw new Conflict($"{person.Name} has neither a mail address nor an account name to sign in with");
        if (await db.Logins.AnyAsync(l => l.Name == login && l.Id != person.Id, cancel))
            throw new Conflict($"Somebody else signs in as {login}. Give {person.Name} a mail address or another account name first");

        db.Invitations.RemoveRange(await db.Invitations.Where(i => i.PersonId == person.Id && i.AcceptedAt == null).ToListAsync(cancel));
        var (secret, now) = (Secrets.New(), clock.GetUtcNow());
        var invitation = new Invitation(person.OrganisationId, person.Id, login, Secrets.Hash(secret), me.Id, now, now + Invitation.Lifetime);
        db.Invitations.Add(invitation);
        var site = configuration["PublicUrl"] ?? $"{context.Request.Scheme}://{context.Request.Host}";
        return ($"{site.TrimEnd('/')}/invitation?secret={secret}", invitation.ExpiresAt);
    }
}
