using Fettle.Server.People;

namespace Fettle.ServerTests.Testing;

/// <summary>Somebody signed in, and the client in their hands.</summary>
public sealed record TestPerson(long Id, string Name, long OrganisationId, HttpClient Client);

/// <summary>Organisations and signed-in people for tests, all new and apart from each other.</summary>
public static class TestPeople
{
    private static long s_last = 1000;

    /// <summary>A new organisation's id.</summary>
    public static Task<long> OrganisationAsync(this FettleServer server, string name = "Acme")
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(name);
        return Task.FromResult(Interlocked.Increment(ref s_last));
    }

    /// <summary>A new person of this organisation who holds this role there, signed in.</summary>
    public static Task<TestPerson> SignInAsync(this FettleServer server, Role role, long organisation, string? name = null) =>
        server.SignInAsync(organisation, name ?? $"{role}", new Grant(role, organisation));

    /// <summary>A new person of this organisation who holds this role in every one, signed in.</summary>
    public static Task<TestPerson> SignInEverywhereAsync(this FettleServer server, Role role, long organisation, string? name = null) =>
        server.SignInAsync(organisation, name ?? $"{role}", new Grant(role, null));

    public static Task<TestPerson> SignInAsync(this FettleServer server, long organisation, string name, params Grant[] grants)
    {
        var id = Interlocked.Increment(ref s_last);
        var client = server.Stranger();
        client.DefaultRequestHeaders.Add(SignedInByHeader.Header, SignedInByHeader.Write(id, name, grants));
        client.DefaultRequestHeaders.Add("X-Fettle", "1");
        return Task.FromResult(new TestPerson(id, name, organisation, client));
    }
}
