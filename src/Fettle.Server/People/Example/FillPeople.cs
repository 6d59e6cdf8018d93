using Fettle.Server.People.Entering;
using Fettle.Server.People.Organisations;
using Fettle.Server.People.Persons;
using Fettle.Server.Platform.Example;
using Fettle.Server.Platform.Persistence;

namespace Fettle.Server.People.Example;

/// <summary>
/// The example's organisations and people. Everybody has the same password, made anew for each example and written to <c>sign-in.txt</c> in its folder,
/// so that one can look at Fettle as a requester and as a technician.
/// </summary>
internal sealed class FillPeople(FettleDb db, Passwords passwords) : IExample
{
    private static readonly (string Name, string Domain, string Site, string Zone)[] Houses =
    [
        ("Harbour Street Clinic", "harbour-clinic.example", "12 Harbour Street\nPortsmouth", "Europe/London"),
        ("Lindqvist Woodworks", "lindqvist.example", "Sågvägen 4\nUmeå", "Europe/Stockholm"),
        ("Brightwater School", "brightwater.example", "Seestraße 30\nKonstanz", "Europe/Berlin"),
    ];

    private static readonly string[] First = "Amira Ben Chidi Dana Elif Farid Greta Hugo Ines Jonas Keiko Liam Maja Noor Oskar Priya Quinn Rosa Samir Tove Uma Viktor Wanda Xavier Yara Zoran".Split(' ');

    private static readonly string[] Last = "Abbott Bergman Costa Demir Eriksson Fischer Grant Haddad Ivanov Jansen Kowalski Lindqvist Moreau Novak Okafor Petrov Quist Rossi Schmidt Tanaka Usman Varga Weber Xu Yilmaz Zimmer".Split(' ');

    public int Order => 10;

    public async Task FillAsync(ExampleWorld world, CancellationToken cancel)
    {
        var password = $"{Word(world.Random)}-{Word(world.Random)}-{Secrets.New()[..6]}";
        var hash = passwords.Hash(password);
        var signIn = new List<string> { $"Everybody's password in this example: {password}", "" };
        for (var i = 0; i < Houses.Length; i++)
        {
            // The first house has half of the people, the others a quarter each.
            var people = i == 0 ? world.Size.People - (2 * (world.Size.People / 4)) : world.Size.People / 4;
            world.Organisations.Add(await FillHouseAsync(Houses[i], people, i, world, hash, signIn, cancel));
        }
        await File.WriteAllLinesAsync(Path.Combine(world.Folder, "sign-in.txt"), signIn, cancel);
    }

    private async Task<ExampleOrganisation> FillHouseAsync(
        (string Name, string Domain, string Site, string Zone) house, int people, int start, ExampleWorld world, string hash, List<string> signIn, CancellationToken cancel)
    {
        var since = world.Now - TimeSpan.FromDays(120);
        var organisation = new Organisation(house.Name, since);
        db.Organisations.Add(organisation);
        await db.SaveChangesAsync(cancel);
        var site = new Site(organisation.Id, "Main building", house.Site, house.Zone);
        db.Sites.Add(site);
        await db.SaveChangesAsync(cancel);

        var persons = Enumerable.Range(0, people).Select(n => NewPerson(organisation.Id, site.Id, n, start, house.Domain, since)).ToList();
        db.Persons.AddRange(persons);
        await db.SaveChangesAsync(cancel);

        var technicians = Math.Max(2, people / 10);
        for (var n = 0; n < people; n++)
        {
            var (person, role) = (persons[n], n == 0 ? Role.Lead : n < technicians ? Role.Technician : Role.Requester);
            db.HeldRoles.Add(new(person.Id, role, organisation.Id));
            db.AccountNames.Add(new(organisation.Id, person.Id, person.Email!));
            var login = new Login(person.Id, person.Email!);
            login.ChangePassword(hash, since);
            db.Logins.Add(login);
            if (n <= technicians)
                signIn.Add($"{role,-10} {person.Email} ({person.Name}, {house.Name})");
        }
        await db.SaveChangesAsync(cancel);
        var named = persons.ConvertAll(p => new ExamplePerson(p.Id, p.Name, AccountName.Normal(p.Email!)));
        return new(organisation.Id, house.Name, [.. named.Take(technicians)], [.. named.Skip(technicians)]);
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

    private static string Word(Random random) => Last[random.Next(Last.Length)].ToLowerInvariant();
}
