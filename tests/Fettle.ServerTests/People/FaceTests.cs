using Fettle.Server.People;
using Fettle.Server.People.Persons;
using Fettle.Server.Platform.Persistence;
using Fettle.ServerTests.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Fettle.ServerTests.People;

/// <summary>What other modules are told about people.</summary>
public abstract class FaceTests(FettleServer server)
{
    [Fact]
    public async Task A_requester_s_scope_knows_who_works_for_their_organisation_wherever_they_are_from_and_nobody_else()
    {
        var (provider, customer, other) = (await server.OrganisationAsync(), await server.OrganisationAsync(), await server.OrganisationAsync());
        var helper = await server.SignInAsync(provider, "Helper", new Grant(Role.Technician, customer));
        var everywhere = await server.SignInEverywhereAsync(Role.Lead, provider, "Everywhere");
        var colleague = await server.SignInAsync(Role.Requester, customer, "Colleague");
        var (atHome, outsider) = (await server.SignInAsync(Role.Technician, provider), await server.SignInAsync(Role.Technician, other));
        long[] asked = [helper.Id, everywhere.Id, colleague.Id, atHome.Id, outsider.Id, 987654321];

        var names = await AskAsync([customer], people => people.NamesAsync(asked, CancellationToken.None));

        Assert.Equal([helper.Id, everywhere.Id, colleague.Id], names.Keys.Order());
        Assert.True(names[helper.Id].Staff);
        Assert.False(names[colleague.Id].Staff);
        Assert.Empty(await AskAsync([], people => people.NamesAsync(asked, CancellationToken.None)));
    }

    [Fact]
    public async Task Technicians_are_those_who_work_tickets_there_and_are_not_disabled()
    {
        var (provider, customer) = (await server.OrganisationAsync(), await server.OrganisationAsync());
        var helper = await server.SignInAsync(provider, "Helper", new Grant(Role.Technician, customer));
        var lead = await server.SignInAsync(Role.Lead, customer);
        var gone = await server.SignInAsync(Role.Technician, customer);
        await server.SignInAsync(Role.Requester, customer);
        await lead.Client.SendAsync($"/people/{gone.Id}/disable");

        var technicians = await AskAsync([customer], people => people.TechniciansAsync(customer, CancellationToken.None));

        // Who works everywhere, from other tests, is here too.
        Assert.Superset(new HashSet<long> { helper.Id, lead.Id }, technicians.Select(t => t.Id).ToHashSet());
        Assert.DoesNotContain(technicians, t => t.Id == gone.Id || t.Name == "Requester");
        Assert.Empty(await AskAsync([provider], people => people.TechniciansAsync(customer, CancellationToken.None)));
    }

    [Fact]
    public async Task Account_names_lead_to_people_as_devices_report_them_within_one_organisation()
    {
        var (ours, theirs) = (await server.OrganisationAsync(), await server.OrganisationAsync());
        var (lead, person) = (await server.SignInAsync(Role.Lead, ours), await server.SignInAsync(Role.Requester, ours));
        await lead.Client.ReplaceAsync($"/people/{person.Id}", new { name = "Amira", email = $"{Guid.NewGuid():N}@x.example", accounts = new[] { "amira", "a.haddad" } });

        var found = await AskAsync([ours], people => people.ByAccountAsync(ours, ["ACME\\Amira", "amira", "root", "A.Haddad@acme.example"], CancellationToken.None));

        Assert.Equal(["A.Haddad@acme.example", "ACME\\Amira", "amira"], found.Keys.Order(StringComparer.Ordinal));
        Assert.All(found.Values, id => Assert.Equal(person.Id, id));
        Assert.Equal(["a.haddad", "amira"], await AskAsync([ours], people => people.AccountsOfAsync(person.Id, CancellationToken.None)));
        Assert.Empty(await AskAsync([theirs], people => people.ByAccountAsync(ours, ["amira"], CancellationToken.None)));
        Assert.Empty(await AskAsync([theirs], people => people.AccountsOfAsync(person.Id, CancellationToken.None)));
    }

    [Theory]
    [InlineData("amira", "amira")]
    [InlineData("ACME\\Amira", "amira")]
    [InlineData("Amira@ACME.EXAMPLE", "amira")]
    [InlineData("  amira ", "amira")]
    [InlineData("@amira", "@amira")]
    public void An_account_name_is_one_however_it_is_written(string reported, string name) => Assert.Equal(name, AccountName.Normal(reported));

    [Fact]
    public async Task People_are_found_in_the_palette_by_those_who_may_see_them()
    {
        var (ours, theirs) = (await server.OrganisationAsync(), await server.OrganisationAsync());
        var (lead, requester, outsider) = (await server.SignInAsync(Role.Lead, ours), await server.SignInAsync(Role.Requester, ours), await server.SignInAsync(Role.Lead, theirs));
        var word = $"zed{Guid.NewGuid():N}"[..10];
        await lead.Client.SendAsync("/people", new { organisationId = ours, name = $"Ada {word}", email = $"{word}@x.example" });

        Assert.Single((await lead.Client.ReadAsync($"/search?q=ada%20{word[..8]}")).Body.EnumerateArray());
        Assert.Empty((await requester.Client.ReadAsync($"/search?q={word}")).Body.EnumerateArray());
        Assert.Empty((await outsider.Client.ReadAsync($"/search?q={word}")).Body.EnumerateArray());
    }

    [Fact]
    public async Task The_list_of_technicians_has_who_works_where_the_caller_does_and_what_they_have_in_hand()
    {
        var (ours, theirs) = (await server.OrganisationAsync(), await server.OrganisationAsync());
        var (one, two) = (await server.SignInAsync(Role.Technician, ours), await server.SignInAsync(Role.Technician, ours));
        var (stranger, requester) = (await server.SignInAsync(Role.Technician, theirs), await server.SignInAsync(Role.Requester, ours));
        var number = (await requester.Client.SendAsync("/portal/reports", new { text = "The printer is stuck" }))["number"].GetInt64();
        Assert.Equal(System.Net.HttpStatusCode.OK, (await one.Client.ReplaceAsync($"/tickets/{number}/assignee", new { technicianId = two.Id })).Status);

        var technicians = (await one.Client.ReadAsync("/technicians")).Body.EnumerateArray()
            .ToDictionary(t => t.GetProperty("id").GetInt64(), t => t.GetProperty("openTickets").GetInt32());

        Assert.Equal((0, 1), (technicians[one.Id], technicians[two.Id]));
        Assert.DoesNotContain(stranger.Id, technicians.Keys);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, (await requester.Client.ReadAsync("/technicians")).Status);
    }

    private async Task<T> AskAsync<T>(long[] organisations, Func<IPeople, Task<T>> question)
    {
        await using var scope = server.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OrganisationScope>().LimitTo(organisations);
        return await question(scope.ServiceProvider.GetRequiredService<IPeople>());
    }

    public sealed class Sqlite(OnSqlite server) : FaceTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : FaceTests(server), IClassFixture<OnPostgres>;
}
