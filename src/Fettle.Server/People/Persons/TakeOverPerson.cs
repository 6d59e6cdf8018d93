using Fettle.Server.People.Organisations;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.People.Persons;

/// <summary>Makes a requester of somebody whom another system knew. They cannot sign in until they are invited, and get no right that they had there.</summary>
internal sealed class TakeOverPerson(FettleDb db, OrganisationScope scope, IndexPerson index, TimeProvider clock)
{
    /// <returns>Null where the address is somebody's whom the work may not see.</returns>
    public async Task<PersonName?> RunAsync(long organisation, string name, string? email, string? phone, CancellationToken cancel)
    {
        var address = email?.ToLowerInvariant();
        if (!scope.Includes(organisation) || (address is not null && await IsTakenAsync(address, cancel)))
            return null;

        var person = new Person(organisation, Cut(name, Person.NameLength), address, clock.GetUtcNow());
        person.Change(person.Name, address, phone is null ? null : Cut(phone, Person.PhoneLength), siteId: null);
        db.Persons.Add(person);
        await db.SaveChangesAsync(cancel);
        db.HeldRoles.Add(new(person.Id, Role.Requester, organisation));
        db.Nudge("person", person.Id, organisation);
        await db.SaveChangesAsync(cancel);
        await index.RunAsync([person], cancel);
        return new(person.Id, person.Name, person.Email, person.OrganisationId, Staff: false);
    }

    public async Task<long> OrganisationAsync(string name, CancellationToken cancel)
    {
        var called = Cut(name, Organisation.NameLength);
        if (await db.Organisations.Where(o => o.Name == called).Select(o => (long?)o.Id).SingleOrDefaultAsync(cancel) is { } there)
            return there;
        var organisation = new Organisation(called, clock.GetUtcNow());
        db.Organisations.Add(organisation);
        await db.SaveChangesAsync(cancel);
        return organisation.Id;
    }

    private async Task<bool> IsTakenAsync(string address, CancellationToken cancel) =>
        await db.Persons.IgnoreQueryFilters().AnyAsync(p => p.Email == address, cancel) || await db.Logins.AnyAsync(l => l.Name == address, cancel);

    private static string Cut(string text, int longest)
    {
        var shown = string.Concat(StorableText.Of(text).Where(c => !char.IsControl(c))).Trim();
        return shown.Length <= longest ? shown : shown[..longest];
    }
}
