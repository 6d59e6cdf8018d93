using Fettle.Server.People;
using Fettle.Server.People.Entering;
using Fettle.Server.People.Organisations;
using Fettle.Server.People.Persons;

namespace Fettle.ServerTests.Testing;

/// <summary>Somebody signed in, and the client in their hands.</summary>
public sealed record TestPerson(long Id, string Name, long OrganisationId, HttpClient Client);

/// <summary>Organisations and signed-in people for tests, all new and apart from each other: real rows, a real session.</summary>
public static class TestPeople
{
    private static long s_last;

    /// <summary>A new organisation's id. Its name is made different from every other's.</summary>
    public static Task<long> OrganisationAsync(this FettleServer server, string name = "Acme")
    {
        ArgumentNullException.ThrowIfNull(server);
        return server.WithDbAsync(async db =>
        {
            var organisation = new Organisation($"{name} {Interlocked.Increment(ref s_last)}", server.Clock.GetUtcNow());
            db.Organisations.Add(organisation);
            await db.SaveChangesAsync();
            return organisation.Id;
        });
    }

    /// <summary>A new person of this organisation who holds this role there, signed in.</summary>
    public static Task<TestPerson> SignInAsync(this FettleServer server, Role role, long organisation, string? name = null) =>
        server.SignInAsync(organisation, name ?? $"{role}", new Grant(role, organisation));

    /// <summary>A new person of this organisation who holds this role in every one, signed in.</summary>
    public static Task<TestPerson> SignInEverywhereAsync(this FettleServer server, Role role, long organisation, string? name = null) =>
        server.SignInAsync(organisation, name ?? $"{role}", new Grant(role, null));

    public static async Task<TestPerson> SignInAsync(this FettleServer server, long organisation, string name, params Grant[] grants)
    {
        ArgumentNullException.ThrowIfNull(server);
        var (secret, now) = (Secrets.New(), server.Clock.GetUtcNow());
        var id = await server.WithDbAsync(async db =>
        {
            var person = new Person(organisation, name, $"{Guid.NewGuid():N}@test.example", now);
            db.Persons.Add(person);
            await db.SaveChangesAsync();
            db.HeldRoles.AddRange(grants.Select(g => new HeldRole(person.Id, g.Role, g.OrganisationId)));
            var login = new Login(person.Id, person.Email!);
            // As if they had: administrators may nothing without a second factor.
            login.StartTotp(now);
            db.Logins.Add(login);
            db.Sessions.Add(new(person.Id, Secrets.Hash(secret), "203.0.113.1", "test", now, now + TimeSpan.FromDays(3650)));
            await db.SaveChangesAsync();
            return person.Id;
        });
        return new(id, name, organisation, server.Browser(secret));
    }

    /// <summary>A client that carries this session.</summary>
    internal static HttpClient Browser(this FettleServer server, string sessionSecret)
    {
        var client = server.Stranger();
        client.DefaultRequestHeaders.Add("Cookie", $"fettle={sessionSecret}");
        client.DefaultRequestHeaders.Add("X-Fettle", "1");
        return client;
    }
}
