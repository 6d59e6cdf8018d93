using System.Net;
using System.Text.Json;
using Fettle.Server.People;
using Fettle.ServerTests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Fettle.ServerTests.People;

public abstract class PeopleTests(FettleServer server)
{
    [Theory]
    [InlineData(Role.Requester, HttpStatusCode.Forbidden)]
    [InlineData(Role.Technician, HttpStatusCode.OK)]
    [InlineData(Role.Lead, HttpStatusCode.OK)]
    [InlineData(Role.Administrator, HttpStatusCode.OK)]
    [InlineData(Role.Auditor, HttpStatusCode.OK)]
    public async Task Everybody_but_a_requester_sees_the_people_of_their_organisation(Role role, HttpStatusCode expected) =>
        Assert.Equal(expected, (await (await server.SignInAsync(role, await server.OrganisationAsync())).Client.ReadAsync("/people")).Status);

    [Fact]
    public async Task A_stranger_is_asked_to_sign_in() => Assert.Equal(HttpStatusCode.Unauthorized, (await server.Browser().ReadAsync("/people")).Status);

    [Fact]
    public async Task People_of_another_organisation_do_not_exist()
    {
        var (ours, theirs) = (await server.OrganisationAsync(), await server.OrganisationAsync());
        var (administrator, outsider) = (await server.SignInAsync(Role.Administrator, ours), await server.SignInAsync(Role.Requester, theirs));
        var client = administrator.Client;

        Assert.DoesNotContain((await client.ReadAsync("/people"))["items"].EnumerateArray(), p => p.GetProperty("id").GetInt64() == outsider.Id);
        Assert.All(
            [
                (await client.ReadAsync($"/people/{outsider.Id}")).Status,
                (await client.ReplaceAsync($"/people/{outsider.Id}", new { name = "Mine now" })).Status,
                (await client.ReplaceAsync($"/people/{outsider.Id}/roles", new[] { new { role = "lead", organisationId = ours } })).Status,
                (await client.SendAsync($"/people/{outsider.Id}/disable")).Status,
                (await client.SendAsync($"/people/{outsider.Id}/enable")).Status,
                (await client.SendAsync($"/people/{outsider.Id}/password-link")).Status,
                (await client.RemoveAsync($"/people/{outsider.Id}/second-factor")).Status,
                (await client.SendAsync("/people", new { organisationId = theirs, name = "New", email = "new@theirs.example" })).Status,
                (await client.SendAsync("/invitations", new { organisationId = theirs, name = "New", email = "new@theirs.example", role = "requester" })).Status,
                (await client.ReplaceAsync($"/people/{administrator.Id}/roles", new[] { new { role = "administrator", organisationId = theirs } })).Status,
                (await client.ReadAsync($"/organisations/{theirs}/sites")).Status,
                (await client.SendAsync($"/organisations/{theirs}/sites", new { name = "Here", timeZone = "Europe/Berlin" })).Status,
                (await client.ReplaceAsync($"/organisations/{theirs}", new { name = "Ours" })).Status,
            ],
            status => Assert.Equal(HttpStatusCode.NotFound, status));
    }

    [Theory]
    [InlineData("technician", HttpStatusCode.NoContent)]
    [InlineData("lead", HttpStatusCode.NoContent)]
    [InlineData("administrator", HttpStatusCode.Forbidden)]
    [InlineData("auditor", HttpStatusCode.Forbidden)]
    public async Task A_lead_gives_no_role_that_holds_more_than_their_own(string role, HttpStatusCode expected)
    {
        var organisation = await server.OrganisationAsync();
        var (lead, other) = (await server.SignInAsync(Role.Lead, organisation), await server.SignInAsync(Role.Requester, organisation));

        Assert.Equal(expected, (await lead.Client.ReplaceAsync($"/people/{other.Id}/roles", new[] { new { role, organisationId = organisation } })).Status);
    }

    [Fact]
    public async Task Nobody_gives_a_role_for_every_organisation_who_holds_theirs_in_one()
    {
        var organisation = await server.OrganisationAsync();
        var (administrator, other) = (await server.SignInAsync(Role.Administrator, organisation), await server.SignInAsync(Role.Requester, organisation));

        var answer = await administrator.Client.ReplaceAsync($"/people/{other.Id}/roles", new[] { new { role = "technician", organisationId = (long?)null } });

        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
    }

    [Fact]
    public async Task A_lead_cannot_become_an_administrator_by_setting_their_password_or_touch_them_otherwise()
    {
        var organisation = await server.OrganisationAsync();
        var (lead, administrator) = (await server.SignInAsync(Role.Lead, organisation), await server.SignInAsync(Role.Administrator, organisation));

        Assert.All(
            [
                (await lead.Client.SendAsync($"/people/{administrator.Id}/password-link")).Status,
                (await lead.Client.RemoveAsync($"/people/{administrator.Id}/second-factor")).Status,
                (await lead.Client.SendAsync($"/people/{administrator.Id}/disable")).Status,
                (await lead.Client.ReplaceAsync($"/people/{administrator.Id}", new { name = "X", email = "mine@lead.example" })).Status,
                (await lead.Client.ReplaceAsync($"/people/{administrator.Id}/roles", Array.Empty<object>())).Status,
            ],
            status => Assert.Equal(HttpStatusCode.Forbidden, status));
        Assert.False((await lead.Client.ReadAsync($"/people/{administrator.Id}"))["mayChange"].GetBoolean());
    }

    [Fact]
    public async Task Roles_in_organisations_that_the_giver_does_not_know_stay()
    {
        var (ours, theirs) = (await server.OrganisationAsync(), await server.OrganisationAsync());
        var lead = await server.SignInAsync(Role.Lead, ours);
        var both = await server.SignInAsync(ours, "Both", new Grant(Role.Requester, ours), new Grant(Role.Administrator, theirs));
        Assert.Single((await lead.Client.ReadAsync($"/people/{both.Id}"))["roles"].EnumerateArray());

        Assert.Equal(HttpStatusCode.NoContent, (await lead.Client.ReplaceAsync($"/people/{both.Id}/roles", new[] { new { role = "technician", organisationId = ours } })).Status);

        var held = await server.WithDbAsync(db => db.HeldRoles.Where(r => r.PersonId == both.Id).Select(r => new Grant(r.Role, r.OrganisationId)).ToListAsync());
        Assert.Equal([new(Role.Technician, ours), new(Role.Administrator, theirs)], held.OrderBy(g => g.OrganisationId));
    }

    [Fact]
    public async Task A_role_given_or_taken_holds_from_the_next_request_on()
    {
        var organisation = await server.OrganisationAsync();
        var (lead, other) = (await server.SignInAsync(Role.Lead, organisation), await server.SignInAsync(Role.Requester, organisation));

        await lead.Client.ReplaceAsync($"/people/{other.Id}/roles", new[] { new { role = "technician", organisationId = organisation } });
        Assert.Equal(HttpStatusCode.OK, (await other.Client.ReadAsync("/people")).Status);
        await lead.Client.ReplaceAsync($"/people/{other.Id}/roles", new[] { new { role = "requester", organisationId = organisation } });
        Assert.Equal(HttpStatusCode.Forbidden, (await other.Client.ReadAsync("/people")).Status);
    }

    [Fact]
    public async Task People_are_found_by_part_of_name_address_or_account_and_come_in_pages_without_gap_or_double()
    {
        var organisation = await server.OrganisationAsync();
        var lead = await server.SignInAsync(Role.Lead, organisation, "Zzz");
        var mark = $"{Guid.NewGuid():N}"[..8];
        for (var i = 0; i < 7; i++)
            Assert.Equal(HttpStatusCode.OK, (await lead.Client.SendAsync("/people", new { organisationId = organisation, name = $"Örjan {mark} {i % 3}", email = $"p{i}.{mark}@x.example" })).Status);

        var (found, cursor) = (new List<long>(), "");
        do
        {
            var page = await lead.Client.ReadAsync($"/people?q=%C3%B6rjan%20{mark}&limit=3&cursor={cursor}");
            found.AddRange(page["items"].EnumerateArray().Select(p => p.GetProperty("id").GetInt64()));
            cursor = page["next"].GetString();
        } while (cursor is not null);

        Assert.Equal(7, found.Count);
        Assert.Equal(7, found.Distinct().Count());
        Assert.Single((await lead.Client.ReadAsync($"/people?q=p4.{mark}"))["items"].EnumerateArray());
    }

    [Fact]
    public async Task A_person_without_mail_is_known_by_an_account_name_and_signs_in_with_it()
    {
        var organisation = await server.OrganisationAsync();
        var lead = await server.SignInAsync(Role.Lead, organisation);
        var account = $"w{Guid.NewGuid():N}"[..12];

        Assert.Equal(HttpStatusCode.BadRequest, (await lead.Client.SendAsync("/people", new { organisationId = organisation, name = "Worker" })).Status);
        var id = (await lead.Client.SendAsync("/people", new { organisationId = organisation, name = "Worker", accounts = new[] { $"FLOOR\\{account}" } }))["id"].GetInt64();
        var link = (await lead.Client.SendAsync($"/people/{id}/password-link"))["link"].GetString()!;
        await server.Browser().SendAsync($"/invitations/{link.Split("secret=")[1]}/accept", new { password = SomebodyWithAPassword.Password });

        Assert.Equal("signedIn", (await server.Browser().SignInAsync(account))["outcome"].GetString());
    }

    [Fact]
    public async Task One_mail_address_is_one_person_in_the_installation_and_one_account_name_in_the_organisation()
    {
        var (ours, theirs) = (await server.OrganisationAsync(), await server.OrganisationAsync());
        var administrator = await server.SignInEverywhereAsync(Role.Administrator, ours);
        var name = $"n{Guid.NewGuid():N}"[..10];
        Task<Answer> New(long organisation, string? email, params string[] accounts) =>
            administrator.Client.SendAsync("/people", new { organisationId = organisation, name = "New", email, accounts });

        Assert.Equal(HttpStatusCode.OK, (await New(ours, $"{name}@x.example", name)).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await New(theirs, $"{name.ToUpperInvariant()}@x.example")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await New(ours, null, name.ToUpperInvariant())).Status);
        Assert.Equal(HttpStatusCode.OK, (await New(theirs, null, name)).Status);
    }

    [Fact]
    public async Task Of_two_who_make_the_same_person_at_once_one_does_and_the_other_is_told()
    {
        var lead = await server.SignInAsync(Role.Lead, await server.OrganisationAsync());
        var email = $"{Guid.NewGuid():N}@x.example";

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => lead.Client.SendAsync("/people", new { organisationId = lead.OrganisationId, name = "Twin", email })));

        Assert.Single(answers, a => a.Status == HttpStatusCode.OK);
        Assert.Equal(3, answers.Count(a => a.Status == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Changing_a_mail_address_changes_what_they_sign_in_with()
    {
        var organisation = await server.OrganisationAsync();
        var lead = await server.SignInAsync(Role.Lead, organisation);
        var (id, email) = await server.PersonAsync(organisation);

        Assert.Equal(HttpStatusCode.NoContent, (await lead.Client.ReplaceAsync($"/people/{id}", new { name = "New Name", email = $"new.{email}", accounts = new[] { "newname" } })).Status);

        Assert.Equal(HttpStatusCode.OK, (await server.Browser().SignInAsync($"new.{email}")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.Browser().SignInAsync(email)).Status);
        var shown = await lead.Client.ReadAsync($"/people/{id}");
        Assert.Equal(("New Name", "newname"), (shown["name"].GetString(), shown["accounts"][0].GetString()));
    }

    [Theory]
    [InlineData("""{"organisationId":ORG,"name":"","email":"a@b.example"}""", "name")]
    [InlineData("""{"organisationId":ORG,"name":"A","email":"Name <a@b.example>"}""", "email")]
    [InlineData("""{"organisationId":ORG,"name":"A","email":"no address"}""", "email")]
    [InlineData("""{"organisationId":ORG,"name":"A\u0000B","email":"a@b.example"}""", "name")]
    [InlineData("""{"organisationId":ORG,"name":"A","email":"a@b.example","siteId":987654321}""", "siteId")]
    [InlineData("""{"organisationId":ORG,"name":"A","accounts":["two words"]}""", "accounts")]
    public async Task What_cannot_be_taken_is_refused_by_the_field_s_name(string body, string field)
    {
        var lead = await server.SignInAsync(Role.Lead, await server.OrganisationAsync());

        var answer = await lead.Client.SendAsync("/people", JsonElement.Parse(body.Replace("ORG", lead.OrganisationId.ToString())));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.True(answer["errors"].TryGetProperty(field, out _), answer.Body.ToString());
    }

    public sealed class Sqlite(OnSqlite server) : PeopleTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : PeopleTests(server), IClassFixture<OnPostgres>;
}
