using Fettle.Server.People.FirstRun;
using Fettle.Server.People.Persons;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.People;

/// <summary>The module's face, answered from its tables: one query a question.</summary>
internal sealed class AnswerAboutPeople(
    FettleDb db, OrganisationScope scope, CurrentPerson me, HomeOrganisation home, MeetCorrespondent meet, PhonesOfPerson phones, IndexPerson index, TakeOverPerson takeOver) : IPeople
{
    public async Task<IReadOnlyDictionary<long, PersonName>> NamesAsync(IEnumerable<long> ids, CancellationToken cancel)
    {
        var wanted = ids.Distinct().ToList();
        if (wanted.Count == 0 || (!scope.Everything && scope.Organisations.Count == 0))
            return new Dictionary<long, PersonName>();

        var roles = db.HeldRoles;
        // Who works for an organisation is known to it, wherever they are from: a requester sees who answers them.
        var known = from p in db.Persons.IgnoreQueryFilters()
                    where wanted.Contains(p.Id)
                    where scope.Everything || scope.Organisations.Contains(p.OrganisationId)
                        || roles.Any(r => r.PersonId == p.Id && (r.OrganisationId == null || scope.Organisations.Contains(r.OrganisationId.Value)))
                    select new PersonName(p.Id, p.Name, p.Email, p.OrganisationId, roles.Any(r => r.PersonId == p.Id && WorkingRoles.Contains(r.Role)));
        return await known.ToDictionaryAsync(p => p.Id, cancel);
    }

    public async Task<IReadOnlyDictionary<string, long>> ByAccountAsync(long organisationId, IReadOnlyCollection<string> accounts, CancellationToken cancel)
    {
        var wanted = accounts.ToLookup(AccountName.Normal);
        var names = wanted.Select(w => w.Key).ToList();
        var found = await db.AccountNames.Where(a => a.OrganisationId == organisationId && names.Contains(a.Name))
            .Select(a => new { a.Name, a.PersonId }).ToListAsync(cancel);
        return found.SelectMany(f => wanted[f.Name].Distinct().Select(reported => (reported, f.PersonId))).ToDictionary(x => x.reported, x => x.PersonId);
    }

    public async Task<IReadOnlyList<string>> AccountsOfAsync(long personId, CancellationToken cancel) =>
        await db.AccountNames.Where(a => a.PersonId == personId).OrderBy(a => a.Name).Select(a => a.Name).ToListAsync(cancel);

    public async Task<IReadOnlyList<PersonName>> TechniciansAsync(long organisationId, CancellationToken cancel) =>
        scope.Includes(organisationId) ? await WorkersAsync([organisationId], cancel) : [];

    public Task<IReadOnlyList<PersonName>> ColleaguesAsync(CancellationToken cancel) => WorkersAsync(me.OrganisationsWith(Permission.ViewTickets), cancel);

    /// <param name="organisations">Where they work tickets; null: anywhere.</param>
    /// <param name="cancel">Stops it.</param>
    private async Task<IReadOnlyList<PersonName>> WorkersAsync(IReadOnlyList<long>? organisations, CancellationToken cancel)
    {
        var (everywhere, among) = (organisations is null, organisations ?? []);
        var roles = db.HeldRoles.Where(r => WorkingRoles.Contains(r.Role) && (everywhere || r.OrganisationId == null || among.Contains(r.OrganisationId.Value)));
        var workers = from p in db.Persons.IgnoreQueryFilters()
                      where p.DisabledAt == null && roles.Any(r => r.PersonId == p.Id)
                      orderby p.Name, p.Id
                      select new PersonName(p.Id, p.Name, p.Email, p.OrganisationId, true);
        return await workers.ToListAsync(cancel);
    }

    public Task<bool> SomebodyElseMayAsync(Permission permission, long organisationId, CancellationToken cancel)
    {
        Role[] roles = [.. Enum.GetValues<Role>().Where(r => Roles.PermissionsOf(r).Contains(permission))];
        var holders = db.HeldRoles.Where(r => roles.Contains(r.Role) && (r.OrganisationId == null || r.OrganisationId == organisationId) && r.PersonId != me.Id);
        var logins = db.Logins;
        return db.Persons.IgnoreQueryFilters().AnyAsync(
            p => p.DisabledAt == null && holders.Any(r => r.PersonId == p.Id) && logins.Any(l => l.Id == p.Id), cancel);
    }

    public async Task<IReadOnlyDictionary<long, string>> OrganisationNamesAsync(IEnumerable<long> ids, CancellationToken cancel)
    {
        var wanted = ids.Where(scope.Includes).Distinct().ToList();
        return wanted.Count == 0
            ? new Dictionary<long, string>()
            : await db.Organisations.Where(o => wanted.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.Name, cancel);
    }

    /// <summary>The roles whose holders work tickets.</summary>
    private static readonly Role[] WorkingRoles = [.. Enum.GetValues<Role>().Where(r => Roles.PermissionsOf(r).Contains(Permission.WorkTickets))];

    public async Task<PersonName?> ByEmailAsync(string email, CancellationToken cancel)
    {
        var (address, roles) = (email.ToLowerInvariant(), db.HeldRoles);
        return await db.Persons.Where(p => p.Email == address)
            .Select(p => new PersonName(p.Id, p.Name, p.Email, p.OrganisationId, roles.Any(r => r.PersonId == p.Id && WorkingRoles.Contains(r.Role))))
            .SingleOrDefaultAsync(cancel);
    }

    public async Task<IReadOnlyList<PersonName>> ByPhoneAsync(string number, CancellationToken cancel)
    {
        var digits = PhoneNumber.DigitsOf(number);
        if (digits.Length == 0)
            return [];
        var ending = PhoneNumber.EndingOf(digits);
        var alike = await db.PhoneNumbers.AsNoTracking().Where(p => p.Ending == ending).OrderBy(p => p.Id).Take(MostCallers).ToListAsync(cancel);
        var ids = alike.Where(p => p.Is(digits)).OrderByDescending(p => p.Digits == digits).ThenByDescending(p => p.Digits.Length).Select(p => p.PersonId).Distinct().Take(10).ToList();
        var names = await NamesAsync(ids, cancel);
        return [.. ids.Where(names.ContainsKey).Select(id => names[id])];
    }

    /// <summary>A number that so many have (a switchboard's) names nobody.</summary>
    private const int MostCallers = 200;

    public async Task<IReadOnlyList<string>> PhonesOfAsync(long personId, CancellationToken cancel) =>
        await db.PhoneNumbers.Where(p => p.PersonId == personId).OrderBy(p => p.Id).Select(p => p.Written).ToListAsync(cancel);

    public async Task RememberPhoneAsync(long personId, string number, CancellationToken cancel)
    {
        var person = await db.Persons.SingleOrDefaultAsync(p => p.Id == personId, cancel);
        if (person is null)
            return;
        var known = await PhonesOfAsync(personId, cancel);
        // Written otherwise it is the same telephone.
        if (known.Any(k => new PhoneNumber(person.OrganisationId, person.Id, k).Is(PhoneNumber.DigitsOf(number))))
            return;
        var wanted = PhoneNumber.Read(known.Append(number));
        person.Change(person.Name, person.Email, wanted[0], person.SiteId);
        await phones.ReplaceAsync(person, wanted, cancel);
        await db.SaveChangesAsync(cancel);
        await index.RunAsync([person], cancel);
        db.Nudge("person", personId, person.OrganisationId);
    }

    public async Task<PersonName?> CorrespondentAsync(long organisationId, string email, string? name, CancellationToken cancel) =>
        await ByEmailAsync(email, cancel) ?? await meet.RunAsync(organisationId, email, name, cancel);

    public async Task<PersonName?> ManagerOfAsync(long personId, CancellationToken cancel)
    {
        var manager = await db.Persons.Where(p => p.Id == personId).Select(p => p.ManagerId).SingleOrDefaultAsync(cancel);
        return manager is { } id ? await StillHereAsync([id], cancel) is [var here, ..] ? here : null : null;
    }

    public async Task<IReadOnlyList<PersonName>> HoldersAsync(IReadOnlyCollection<Role> roles, long organisationId, CancellationToken cancel)
    {
        if (!scope.Includes(organisationId))
            return [];
        var held = db.HeldRoles.Where(r => roles.Contains(r.Role) && (r.OrganisationId == null || r.OrganisationId == organisationId));
        return await NamedAsync(db.Persons.IgnoreQueryFilters().Where(p => p.DisabledAt == null && held.Any(r => r.PersonId == p.Id)), cancel);
    }

    public async Task<IReadOnlyList<PersonName>> StillHereAsync(IReadOnlyCollection<long> ids, CancellationToken cancel)
    {
        var known = (await NamesAsync(ids, cancel)).Keys.ToList();
        return known.Count == 0 ? [] : await NamedAsync(db.Persons.IgnoreQueryFilters().Where(p => p.DisabledAt == null && known.Contains(p.Id)), cancel);
    }

    public async Task<IReadOnlyList<PersonName>> FindAsync(long organisationId, string part, int most, CancellationToken cancel)
    {
        var sought = part.Trim().ToLowerInvariant();
        return await NamedAsync(
            db.Persons.Where(p => p.OrganisationId == organisationId && p.DisabledAt == null && p.Sought.Contains(sought)).OrderBy(p => p.Name).ThenBy(p => p.Id).Take(most), cancel);
    }

    private async Task<IReadOnlyList<PersonName>> NamedAsync(IQueryable<Person> persons, CancellationToken cancel)
    {
        var roles = db.HeldRoles;
        return await persons.OrderBy(p => p.Name).ThenBy(p => p.Id)
            .Select(p => new PersonName(p.Id, p.Name, p.Email, p.OrganisationId, roles.Any(r => r.PersonId == p.Id && WorkingRoles.Contains(r.Role)))).ToListAsync(cancel);
    }

    public async Task<PersonName?> TakeOverAsync(long organisationId, string name, string? email, string? phone, CancellationToken cancel) =>
        (email is null ? null : await ByEmailAsync(email, cancel)) ?? await takeOver.RunAsync(organisationId, name, email, phone, cancel);

    public Task<long> OrganisationNamedAsync(string name, CancellationToken cancel) => takeOver.OrganisationAsync(name, cancel);

    public Task<long> HomeOrganisationAsync(CancellationToken cancel) => home.FindOrMakeAsync(cancel);
}
