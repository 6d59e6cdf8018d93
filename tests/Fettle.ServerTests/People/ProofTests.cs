using System.Net;
using Fettle.Server.People;
using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.People;

public sealed class ProofTests(OnSqlite server) : IClassFixture<OnSqlite>
{
    [Fact]
    public async Task What_lets_somebody_in_for_good_needs_the_password_again_once_the_sign_in_is_old()
    {
        var (browser, _) = await SignedInAsync();
        var (_, codes) = await browser.SetUpTotpAsync(server);
        Assert.NotEmpty(codes);
        server.Clock.Advance(TimeSpan.FromMinutes(11));

        (string, Func<Task<Answer>>)[] changes =
        [
            ("a token", () => MakeTokenAsync(browser)), ("removing the app", () => browser.RemoveAsync("/me/totp")), ("recovery codes", () => browser.SendAsync("/me/recovery-codes")),
            ("a passkey", () => browser.SendAsync("/me/passkeys/options")), ("removing a passkey", () => browser.RemoveAsync("/me/passkeys/1")),
        ];
        foreach (var (what, change) in changes)
        {
            var refused = await change();
            Assert.True(refused.Status == HttpStatusCode.Forbidden, what);
            Assert.Equal("urn:fettle:proof-needed", refused["type"].GetString());
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.SendAsync("/me/proof", new { password = "guessed" })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await MakeTokenAsync(browser)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await browser.SendAsync("/me/proof", new { password = SomebodyWithAPassword.Password })).Status);
        Assert.Equal(HttpStatusCode.OK, (await MakeTokenAsync(browser)).Status);

        server.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(HttpStatusCode.Forbidden, (await MakeTokenAsync(browser)).Status);
    }

    [Fact]
    public async Task A_proof_is_for_the_session_that_gave_it()
    {
        var (first, email) = await SignedInAsync();
        var (second, _) = await SignedInAsync(email);
        server.Clock.Advance(TimeSpan.FromMinutes(11));
        var proof = (await first.SendAsync("/me/proof", new { password = SomebodyWithAPassword.Password })).Response.Headers.GetValues("Set-Cookie").Single().Split(';')[0];

        second.DefaultRequestHeaders.Add("Cookie", proof);

        Assert.Equal(HttpStatusCode.Forbidden, (await MakeTokenAsync(second)).Status);
    }

    [Fact]
    public async Task Guessing_the_password_for_a_proof_is_locked_like_guessing_it_for_a_sign_in()
    {
        var (browser, email) = await SignedInAsync();
        for (var guess = 0; guess < 5; guess++)
            await browser.SendAsync("/me/proof", new { password = "guessed" });

        Assert.Equal(HttpStatusCode.Conflict, (await browser.SendAsync("/me/proof", new { password = SomebodyWithAPassword.Password })).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await server.Browser().SignInAsync(email)).Status);
    }

    private async Task<(HttpClient Browser, string Email)> SignedInAsync(string? email = null)
    {
        email ??= (await server.PersonAsync()).Email;
        var browser = server.Browser();
        Assert.Equal(HttpStatusCode.OK, (await browser.SignInAsync(email)).Status);
        return (browser, email);
    }

    private Task<Answer> MakeTokenAsync(HttpClient browser) => browser.SendAsync(
        "/me/tokens", new { name = "x", scopes = new[] { nameof(Permission.UsePortal)[..1].ToLowerInvariant() + nameof(Permission.UsePortal)[1..] }, expiresAt = server.Clock.GetUtcNow().AddDays(1) });
}
