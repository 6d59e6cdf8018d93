using Fettle.Server.People.Organisations;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.People.Persons;

/// <summary>Changes what is known of a person. A new mail address is what they sign in with from then on.</summary>
internal sealed class ChangePerson(FettleDb db, CurrentPerson me, IndexPerson index, PhonesOfPerson phones) : IUseCase
{
    /// <param name="Accounts">All of them; null leaves them as they are.</param>
    /// <param name="Phones">All of them, the first beside their name; null: <paramref name="Phone"/> takes the first one's place.</param>
    public sealed record Request(string? Name, string? Email, string? Phone, long? SiteId, IReadOnlyList<string>? Accounts, IReadOnlyList<string>? Phones = null);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPut("/people/{id:long}", (long id, Request request, ChangePerson useCase, CancellationToken cancel) => useCase.RunAsync(id, request, cancel));

    /// <exception cref="NotFound">No such person in an organisation that the caller may see.</exception>
    /// <exception cref="Forbidden">They hold a role above the caller's.</exception>
    /// <exception cref="Invalid">A field cannot be taken as it is.</exception>
    /// <exception cref="Conflict">The mail address or an account name is somebody else's.</exception>
    public async Task<NoContent> RunAsync(long id, Request request, CancellationToken cancel)
    {
        var person = await db.RequireChangeableAsync(me, id, cancel);
        var email = Given.OptionalEmail(request.Email);
        var login = await db.Logins.SingleOrDefaultAsync(l => l.Id == id, cancel);
        if (email is null && login is not null && login.Name == person.Email)
            throw new Invalid("email", "cannot be taken away: it is what they sign in with");
        await AccountNames.RequireFreeEmailAsync(db, email, except: id, cancel);
        await db.RequireSiteAsync(request.SiteId, person.OrganisationId, cancel);

        var numbers = await phones.WantedAsync(person, Given.OptionalText(request.Phone, "phone", Person.PhoneLength), request.Phones, cancel);
        person.Change(Given.Text(request.Name, "name", Person.NameLength), email, numbers.FirstOrDefault(), request.SiteId);
        await phones.ReplaceAsync(person, numbers, cancel);
        if (email is not null)
            login?.Rename(email);
        if (request.Accounts is not null)
            await ReplaceAccountsAsync(person, AccountNames.Read(request.Accounts), cancel);
        db.Nudge("person", id, person.OrganisationId);
        await db.InTransactionAsync(
            async () =>
            {
                await db.SaveChangesAsync(cancel);
                await index.RunAsync([person], cancel);
            },
            cancel);
        return TypedResults.NoContent();
    }

    private async Task ReplaceAccountsAsync(Person person, List<string> wanted, CancellationToken cancel)
    {
        await AccountNames.RequireFreeAsync(db, person.OrganisationId, wanted, except: person.Id, given: true, cancel);
        var present = await db.AccountNames.Where(a => a.PersonId == person.Id).ToListAsync(cancel);
        db.AccountNames.RemoveRange(present.Where(a => !wanted.Contains(a.Name)));
        db.AccountNames.AddRange(wanted.Except(present.Select(a => a.Name)).Select(a => new AccountName(person.OrganisationId, person.Id, a)));
    }
}
