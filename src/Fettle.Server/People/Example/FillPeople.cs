using System.Text.Json;
using Fettle.Server.People.Entering;
using Fettle.Server.People.Organisations;
using Fettle.Server.People.Persons;
using Fettle.Server.People.Tokens;
using Fettle.Server.Platform.Example;
using Fettle.Server.Platform.Persistence;

namespace Fettle.Server.People.Example;

/// <summary>
/// The example's organisations and people, among them a technician who works for all of them. Everybody has the same password, made anew for each example;
/// who signs in how is written to <c>accounts.txt</c> in its folder, and for programs to <c>access.json</c>.
/// </summary>
internal sealed class FillPeople(FettleDb db, Passwords passwords, IndexPerson index) : IExample
{
    private sealed record House(string Name, string Domain, string Site, string TimeZone);

    private static readonly House[] Houses =
    [
        new("Harbour Street Clinic", "harbour-clinic.example", "12 Harbour Street\nPortsmouth", "Europe/London"),
        new("Lindqvist Woodworks", "lindqvist.example", "Sågvägen 4\nUmeå", "Europe/Stockholm"),
        new("Brightwater School", "brightwater.example", "Seestraße 30\nKonstanz", "Europe/Berlin"),
    ];

    private static readonly string[] First = "Amira Ben Chidi Dana Elif Farid Greta Hugo Ines Jonas Keiko Liam Maja Noor Oskar Priya Quinn Rosa Samir Tove Uma Viktor Wanda Xavier Yara Zoran".Split(' ');

    private static readonly string[] Last = "Abbott Bergman Costa Demir Eriksson Fischer Grant Haddad Ivanov Jansen Kowalski Lindqvist Moreau Novak Okafor Petrov Quist Rossi Schmidt Tanaka Usman Varga Weber Xu Yilmaz Zimmer".Split(' ');

    public int Order => 10;

    public async Task FillAsync(ExampleWorld world, CancellationToken cancel)
    {
        var password = $"{First[world.Random.Next(First.Length)].ToLowerInvariant()}-{Secrets.New()[..12]}";
        var hash = passwords.Hash(password);
        var accounts = new List<string> { $"Everybody's password in this example: {password}", "" };
        Login? helper = null;
        for (var i = 0; i < Houses.Length; i++)
        {
            // The first house has half of the people, the others a quarter each.
            var people = i == 0 ? world.Size.People - (2 * (world.Size.People / 4)) : world.Size.People / 4;
            var (organisation, logins) = await FillHouseAsync(i, Math.Max(people, 4), world, hash, accounts, cancel);
            world.Organisations.Add(organisation);
            helper ??= logins[1];
        }

        await File.WriteAllTextAsync(Path.Combine(world.Folder, "tokens.json"), JsonSerializer.Serialize(await TokensAsync(world, cancel)), cancel);
        var token = await LetHelpEverybodyAsync(helper!, world, cancel);
        accounts.Add($"{helper!.Name} works for all three.");
        await File.WriteAllLinesAsync(Path.Combine(world.Folder, "accounts.txt"), accounts, cancel);
        await File.WriteAllTextAsync(Path.Combine(world.Folder, "access.json"), JsonSerializer.Serialize(new { email = helper.Name, password, token }), cancel);
    }

    private async Task<(ExampleOrganisation Organisation, List<Login> Logins)> FillHouseAsync(
        int number, int people, ExampleWorld world, string hash, List<string> accounts, CancellationToken cancel)
    {
        var (house, since) = (Houses[number], world.Now - TimeSpan.FromDays(120));
        var organisation = new Organisation(house.Name, since);
        db.Organisations.Add(organisation);
        await db.SaveChangesAsync(cancel);
        var site = new Site(organisation.Id, "Main building", house.Site, house.TimeZone);
        db.Sites.Add(site);
        await db.SaveChangesAsync(cancel);

        var persons = Enumerable.Range(0, people).Select(n => NewPerson(organisation.Id, site.Id, n, number, house.Domain, since)).ToList();
        db.Persons.AddRange(persons);
        await db.SaveChangesAsync(cancel);

        // First a lead, then technicians, one auditor, and everybody else.
        var technicians = Math.Clamp(world.Size.Technicians > 0 ? world.Size.Technicians * people / world.Size.People : people / 10, 2, people - 2);
        var logins = new List<Login>();
        for (var n = 0; n < people; n++)
        {
            var role = n == 0 ? Role.Lead : n < technicians ? Role.Technician : n == technicians ? Role.Auditor : Role.Requester;
            var (person, login) = (persons[n], new Login(persons[n].Id, persons[n].Email!));
            login.ChangePassword(hash, since);
            logins.Add(login);
            db.HeldRoles.Add(new(person.Id, role, organisation.Id));
            db.AccountNames.Add(new(organisation.Id, person.Id, person.Email!));
            if (n <= technicians + 2)
                accounts.Add($"{role,-10} {person.Email} ({person.Name}, {house.Name})");
        }
        db.Logins.AddRange(logins);
        await db.SaveChangesAsync(cancel);
        await db.InTransactionAsync(() => index.RunAsync(persons, cancel), cancel);
        var named = persons.ConvertAll(p => new ExamplePerson(p.Id, p.Name, AccountName.Normal(p.Email!)));
        return (new(organisation.Id, house.Name, [.. named.Take(technicians)], [.. named.Skip(technicians + 1)]), logins);
    }

    /// <summary>One technician works in every house, and has an API token for all that they may do: what a bench or a script signs in with.</summary>
    private async Task<string> LetHelpEverybodyAsync(Login helper, ExampleWorld world, CancellationToken cancel)
    {
        db.HeldRoles.AddRange(world.Organisations.Skip(1).Select(o => new HeldRole(helper.Id, Role.Technician, o.Id)));
        var secret = MakeToken.Prefix + Secrets.New();
        db.ApiTokens.Add(new(
            helper.Id, "example", Secrets.Hash(secret), string.Join(' ', Roles.PermissionsOf(Role.Technician)), organisationId: null, world.Now, world.Now + TimeSpan.FromDays(365)));
        await db.SaveChangesAsync(cancel);
        return secret;
    }

    private async Task<object> TokensAsync(ExampleWorld world, CancellationToken cancel)
    {
        var (technicians, requesters) = (
            world.Organisations.SelectMany(o => o.Technicians).Take(world.Size.Tokens).Select(p => Make(p, Role.Technician)).ToList(),
            world.Organisations.SelectMany(o => o.Requesters).Take(world.Size.Tokens * 10).Select(p => Make(p, Role.Requester)).ToList());
        await db.SaveChangesAsync(cancel);
        return new { technicians, requesters };

        string Make(ExamplePerson person, Role role)
        {
            var secret = MakeToken.Prefix + Secrets.New();
            db.ApiTokens.Add(new(
                person.Id, "example", Secrets.Hash(secret), string.Join(' ', Roles.PermissionsOf(role)), organisationId: null, world.Now, world.Now + TimeSpan.FromDays(365)));
            return secret;
        }
    }

    private static Person NewPerson(long organisation, long site, int n, int start, string domain, DateTimeOffset since)
    {
        // Every pair of names is met once before one comes again; after that a number tells people apart.
        var (first, last) = (First[(n + (start * 9)) % First.Length], Last[((n * 7) + (n / First.Length) + (start * 5)) % Last.Length]);
        var again = n / (First.Length * Last.Length);
        var name = again == 0 ? $"{first} {last}" : $"{first} {last} {again + 1}";
        var person = new Person(organisation, name, $"{first}.{last}{(again == 0 ? "" : again + 1)}@{domain}", since);
        person.Change(name, person.Email, null, site);
        return person;
    }
}
