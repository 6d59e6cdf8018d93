using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.People.Persons;

/// <summary>Makes a requester of somebody who wrote a mail: of the organisation that owns their domain, else unverified. They cannot sign in until they are invited.</summary>
internal sealed class MeetCorrespondent(FettleDb db, OrganisationScope scope, IndexPerson index, TimeProvider clock)
{
    /// <param name="organisation">Where they belong when no organisation owns their domain.</param>
    /// <returns>Null where they, or their domain, are another organisation's than the work's.</returns>
    public async Task<PersonName?> RunAsync(long organisation, string email, string? name, CancellationToken cancel)
    {
        var address = email.ToLowerInvariant();
        if (await db.Persons.IgnoreQueryFilters().AnyAsync(p => p.Email == address, cancel) || await db.Logins.AnyAsync(l => l.Name == address, cancel))
            return null;
        var domain = address[(address.LastIndexOf('@') + 1)..];
        var owner = await db.MailDomains.IgnoreQueryFilters().Where(d => d.Domain == domain).Select(d => (long?)d.OrganisationId).SingleOrDefaultAsync(cancel);
        if (!scope.Includes(owner ?? organisation))
            return null;

        var called = Cut(name) ?? Cut(address[..Math.Max(address.LastIndexOf('@'), 0)]) ?? address;
        var person = Person.FromMail(owner ?? organisation, called, address, verified: owner is not null, clock.GetUtcNow());
        db.Persons.Add(person);
        await db.SaveChangesAsync(cancel);
        db.HeldRoles.Add(new(person.Id, Role.Requester, person.OrganisationId));
        db.Nudge("person", person.Id, person.OrganisationId);
        await db.SaveChangesAsync(cancel);
        await index.RunAsync([person], cancel);
        return new(person.Id, person.Name, person.Email, person.OrganisationId, Staff: false);
    }

    private static string? Cut(string? name)
    {
        var shown = string.Concat(StorableText.Of(name ?? "").Where(c => !char.IsControl(c))).Trim();
        return shown.Length == 0 ? null : shown.Length <= Person.NameLength ? shown : shown[..Person.NameLength];
    }
}
