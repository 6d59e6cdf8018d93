using System.Net;
using Fettle.Server.People;
using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.People;

public abstract class PasskeyTests(FettleServer server)
{
    [Fact]
    public async Task A_passkey_is_a_second_factor_and_signs_in_by_itself()
    {
        var (id, email) = await server.PersonAsync(null, new Grant(Role.Administrator, null));
        var browser = server.Browser();
        await browser.SignInAsync(email);
        using var phone = new SoftwareAuthenticator();

        var added = await AddAsync(browser, phone);

        Assert.True(added.Status == HttpStatusCode.OK, added.Detail);
        Assert.Equal(10, added["recoveryCodes"].GetArrayLength());
        Assert.False((await browser.ReadAsync("/me"))["mustSetUpSecondFactor"].GetBoolean());
        Assert.Equal("my phone", (await browser.ReadAsync("/me/passkeys")).Body[0].GetProperty("name").GetString());

        for (var times = 0; times < 2; times++)
        {
            var elsewhere = server.Browser();
            Assert.Equal("signedIn", (await SignInAsync(elsewhere, phone))["outcome"].GetString());
            Assert.Equal(id, (await elsewhere.ReadAsync("/me"))["person"].GetProperty("id").GetInt64());
        }
    }

    [Fact]
    public async Task With_a_passkey_the_password_alone_is_not_enough_and_a_recovery_code_is()
    {
        var (_, email) = await server.PersonAsync();
        var browser = server.Browser();
        await browser.SignInAsync(email);
        using var phone = new SoftwareAuthenticator();
        var code = (await AddAsync(browser, phone))["recoveryCodes"][0].GetString();

        Assert.Equal("passkeyNeeded", (await server.Browser().SignInAsync(email))["outcome"].GetString());
        Assert.Equal(HttpStatusCode.OK, (await server.Browser().SignInAsync(email, recoveryCode: code)).Status);
    }

    [Fact]
    public async Task A_ceremony_of_another_site_another_browser_another_purpose_or_without_its_owner_is_refused()
    {
        var (_, email) = await server.PersonAsync();
        var browser = server.Browser();
        await browser.SignInAsync(email);
        using var phone = new SoftwareAuthenticator();
        await AddAsync(browser, phone);
        using var phished = new SoftwareAuthenticator { Origin = "https://fettle.evil.example" };
        using var careless = new SoftwareAuthenticator { KnowsItsOwner = false };
        using var stranger = new SoftwareAuthenticator();

        Assert.Equal(HttpStatusCode.BadRequest, (await AddAsync(browser, phished)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await AddAsync(browser, careless)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SignInAsync(server.Browser(), stranger)).Status);

        var (here, there) = (server.Browser(), server.Browser());
        var options = (await here.SendAsync("/passkeys/sign-in/options")).Body;
        await there.SendAsync("/passkeys/sign-in/options");
        Assert.Equal(HttpStatusCode.Unauthorized, (await there.SendAsync("/passkeys/sign-in", new { credential = phone.Get(options) })).Status);

        var adding = (await browser.SendAsync("/me/passkeys/options")).Body;
        var mixed = phone.Get(System.Text.Json.JsonSerializer.SerializeToElement(new { challenge = adding.GetProperty("challenge").GetString(), rpId = "localhost" }));
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.SendAsync("/passkeys/sign-in", new { credential = mixed })).Status);
    }

    [Fact]
    public async Task A_removed_passkey_and_one_of_a_disabled_person_sign_nobody_in()
    {
        var organisation = await server.OrganisationAsync();
        var lead = await server.SignInAsync(Role.Lead, organisation);
        var (id, email) = await server.PersonAsync(organisation);
        var browser = server.Browser();
        await browser.SignInAsync(email);
        using var phone = new SoftwareAuthenticator();
        using var key = new SoftwareAuthenticator();
        var passkey = (await AddAsync(browser, phone))["id"].GetInt64();
        await AddAsync(browser, key);

        Assert.Equal(HttpStatusCode.NotFound, (await lead.Client.RemoveAsync($"/me/passkeys/{passkey}")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await browser.RemoveAsync($"/me/passkeys/{passkey}")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SignInAsync(server.Browser(), phone)).Status);
        Assert.Equal(HttpStatusCode.OK, (await SignInAsync(server.Browser(), key)).Status);
        await lead.Client.SendAsync($"/people/{id}/disable");
        Assert.Equal(HttpStatusCode.Unauthorized, (await SignInAsync(server.Browser(), key)).Status);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"credential":null}""")]
    [InlineData("""{"credential":"text"}""")]
    [InlineData("""{"credential":{"id":"AAAA","type":"public-key","response":{"clientDataJSON":"!!"}}}""")]
    public async Task Nonsense_instead_of_a_credential_is_refused(string body)
    {
        var browser = server.Browser();
        await browser.SendAsync("/passkeys/sign-in/options");

        var answer = await browser.SendAsync("/passkeys/sign-in", System.Text.Json.JsonElement.Parse(body));

        Assert.Contains(answer.Status, new[] { HttpStatusCode.BadRequest, HttpStatusCode.Unauthorized });
    }

    private static async Task<Answer> AddAsync(HttpClient browser, SoftwareAuthenticator authenticator) =>
        await browser.SendAsync("/me/passkeys", new { name = "my phone", credential = authenticator.Create((await browser.SendAsync("/me/passkeys/options")).Body) });

    private static async Task<Answer> SignInAsync(HttpClient browser, SoftwareAuthenticator authenticator) =>
        await browser.SendAsync("/passkeys/sign-in", new { credential = authenticator.Get((await browser.SendAsync("/passkeys/sign-in/options")).Body) });

    public sealed class Sqlite(OnSqlite server) : PasskeyTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : PasskeyTests(server), IClassFixture<OnPostgres>;
}
