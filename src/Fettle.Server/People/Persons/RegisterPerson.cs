using Fettle.Server.People.Organisations;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.People.Persons;

/// <summary>Makes a person with their account names and first role: what creating, inviting and importing have in common.</summary>
internal sealed class RegisterPerson(FettleDb db, CurrentPerson me, OrganisationScope scope, IndexPerson index, PhonesOfPerson phones, TimeProvider clock)
{
    /// <param name="Accounts">What devices call them; null: the part of the mail address before the @.</param>
    internal sealed record NewPerson(
        long OrganisationId, string? Name, string? Email, string? Phone, long? SiteId, IReadOnlyList<string>? Accounts, Role Role, long? RoleIn,
        IReadOnlyList<string>? Phones = null);

    /// <summary>Saved at once, within the caller's transaction where there is one.</summary>
    /// <exception cref="NotFound">The organisation or the site is not one that the caller may know of.</exception>
    /// <exception cref="Forbidden">The caller manages nobody there, or the role is above their own.</exception>
    /// <exception cref="Invalid">A field cannot be taken as it is.</exception>
    /// <exception cref="Conflict">The mail address or an account name is somebody else's.</exception>
    public async Task<Person> RunAsync(NewPerson request, CancellationToken cancel)
    {
        me.Require(Permission.ManagePeople);
        if (!scope.Includes(request.OrganisationId))
            throw new NotFound($"Organisation {request.OrganisationId}");
        me.Require(Permission.ManagePeople, request.OrganisationId);
        me.RequireGiving(scope, request.Role, request.RoleIn);
        if (!await db.Organisations.AnyAsync(o => o.Id == request.OrganisationId, cancel))
            throw new NotFound($"Organisation {request.OrganisationId}");

        var email = Given.OptionalEmail(request.Email);
        var accounts = AccountNames.Read(request.Accounts ?? (email is null ? [] : [email]));
        if (email is null && accounts.Count == 0)
            throw new Invalid("email", "is empty, and there is no account name either: there would be no way to know this person again");
        await db.RequireSiteAsync(request.SiteId, request.OrganisationId, cancel);
        await AccountNames.RequireFreeEmailAsync(db, email, except: null, cancel);
        await AccountNames.RequireFreeAsync(db, request.OrganisationId, accounts, except: null, given: request.Accounts is not null, cancel);

        var person = new Person(request.OrganisationId, Given.Text(request.Name, "name", Person.NameLength), email, clock.GetUtcNow());
        var numbers = await phones.WantedAsync(null, Given.OptionalText(request.Phone, "phone", Person.PhoneLength), request.Phones, cancel);
        person.Change(person.Name, email, numbers.FirstOrDefault(), request.SiteId);
        await db.InTransactionAsync(
            async () =>
            {
                db.Persons.Add(person);
                await db.SaveChangesAsync(cancel);
                await phones.ReplaceAsync(person, numbers, cancel);
                db.HeldRoles.Add(new(person.Id, request.Role, request.RoleIn));
                db.AccountNames.AddRange(accounts.Select(a => new AccountName(person.OrganisationId, person.Id, a)));
                db.Nudge("person", person.Id, person.OrganisationId);
                await db.SaveChangesAsync(cancel);
                await index.RunAsync([person], cancel);
            },
            cancel);
        return person;
    }
}
