using System.Net;
using Fettle.Server.People;
using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.People;

public abstract class InvitationTests(FettleServer server)
{
    [Fact]
    public async Task An_invited_person_sets_a_password_is_signed_in_and_holds_the_role()
    {
        var (lead, email) = (await server.SignInAsync(Role.Lead, await server.OrganisationAsync()), NewEmail());
        var secret = await InviteAsync(lead, email, "technician");
        var browser = server.Browser();

        Assert.Equal(email, (await browser.ReadAsync($"/invitations/{secret}"))["signInName"].GetString());
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.SendAsync($"/invitations/{secret}/accept", new { name = "Dana Demir", password = "dana demir" })).Status);
        Assert.True((await AcceptAsync(browser, secret, "Dana Demir"))["signedIn"].GetBoolean());

        var me = await browser.ReadAsync("/me");
        Assert.Equal("Dana Demir", me["person"].GetProperty("name").GetString());
        Assert.Equal("technician", me["roles"][0].GetProperty("role").GetString());
        Assert.Equal(HttpStatusCode.OK, (await server.Browser().SignInAsync(email)).Status);
    }

    [Fact]
    public async Task A_link_works_once_also_when_it_is_used_twice_at_the_same_time()
    {
        var lead = await server.SignInAsync(Role.Lead, await server.OrganisationAsync());
        var secret = await InviteAsync(lead, NewEmail());

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => AcceptAsync(server.Browser(), secret)));

        Assert.Single(answers, a => a.Status == HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Browser().ReadAsync($"/invitations/{secret}")).Status);
    }

    [Fact]
    public async Task A_link_ends_after_a_week()
    {
        var lead = await server.SignInAsync(Role.Lead, await server.OrganisationAsync());
        var secret = await InviteAsync(lead, NewEmail());

        server.Clock.Advance(TimeSpan.FromDays(7));

        Assert.Equal(HttpStatusCode.NotFound, (await AcceptAsync(server.Browser(), secret)).Status);
    }

    [Fact]
    public async Task A_new_link_makes_the_one_before_void_and_ends_sessions_but_keeps_the_second_factor()
    {
        var organisation = await server.OrganisationAsync();
        var lead = await server.SignInAsync(Role.Lead, organisation);
        var (id, email) = await server.PersonAsync(organisation);
        var browser = server.Browser();
        await browser.SignInAsync(email);
        await browser.SetUpTotpAsync(server);
        var (first, second) = (await PasswordLinkAsync(lead, id), await PasswordLinkAsync(lead, id));

        Assert.Equal(HttpStatusCode.NotFound, (await AcceptAsync(server.Browser(), first)).Status);
        Assert.False((await AcceptAsync(server.Browser(), second, password: "copper lantern field"))["signedIn"].GetBoolean());

        Assert.False((await browser.ReadAsync("/me"))["signedIn"].GetBoolean());
        Assert.Equal("codeNeeded", (await server.Browser().SignInAsync(email, "copper lantern field"))["outcome"].GetString());
    }

    [Fact]
    public async Task Nobody_invites_to_a_role_above_their_own()
    {
        var lead = await server.SignInAsync(Role.Lead, await server.OrganisationAsync());

        var answer = await lead.Client.SendAsync("/invitations", new { email = NewEmail(), name = "X", organisationId = lead.OrganisationId, role = "administrator" });

        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
    }

    private static string NewEmail() => $"{Guid.NewGuid():N}@invited.example";

    private static async Task<string> InviteAsync(TestPerson by, string email, string role = "requester") =>
        (await by.Client.SendAsync("/invitations", new { email, name = "Somebody New", organisationId = by.OrganisationId, role }))["link"].GetString()!.Split("/invitation?secret=")[1];

    private static async Task<string> PasswordLinkAsync(TestPerson by, long person) =>
        (await by.Client.SendAsync($"/people/{person}/password-link"))["link"].GetString()!.Split("secret=")[1];

    private static Task<Answer> AcceptAsync(HttpClient browser, string secret, string? name = null, string password = SomebodyWithAPassword.Password) =>
        browser.SendAsync($"/invitations/{secret}/accept", new { name, password });

    public sealed class Sqlite(OnSqlite server) : InvitationTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : InvitationTests(server), IClassFixture<OnPostgres>;
}
