using System.Net;
using Fettle.Server.People;
using Fettle.Server.Platform.Journal;
using Fettle.ServerTests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Fettle.ServerTests.People;

public abstract class SignInTests(FettleServer server)
{
    [Fact]
    public async Task A_right_password_signs_in_by_a_cookie_that_scripts_and_other_sites_cannot_use()
    {
        var (id, email) = await server.PersonAsync();
        var browser = server.Browser();

        var answer = await browser.SignInAsync(email.ToUpperInvariant());

        Assert.Equal("signedIn", answer["outcome"].GetString());
        var cookie = Assert.Single(answer.Response.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(id, (await browser.ReadAsync("/me"))["person"].GetProperty("id").GetInt64());
    }

    [Fact]
    public async Task A_wrong_password_and_a_person_who_does_not_exist_get_the_same_answer_and_the_same_lock()
    {
        var (_, email) = await server.PersonAsync();
        var (known, unknown) = (new List<Answer>(), new List<Answer>());
        for (var i = 0; i < 6; i++)
        {
            known.Add(await server.Browser().SignInAsync(email, "wrong wrong wrong"));
            unknown.Add(await server.Browser().SignInAsync($"no{email}", "wrong wrong wrong"));
        }

        Assert.Equal(known.Select(a => (a.Status, a.Detail)), unknown.Select(a => (a.Status, a.Detail)));
        Assert.Equal(HttpStatusCode.Unauthorized, known[4].Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, known[5].Status);
        Assert.Equal(60, known[5].Response.Headers.RetryAfter?.Delta?.TotalSeconds);
    }

    [Fact]
    public async Task A_lock_holds_for_the_right_password_too_and_ends_after_its_minute()
    {
        var (_, email) = await server.PersonAsync();
        for (var i = 0; i < 5; i++)
            await server.Browser().SignInAsync(email, "wrong wrong wrong");

        Assert.Equal(HttpStatusCode.TooManyRequests, (await server.Browser().SignInAsync(email)).Status);
        server.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(HttpStatusCode.OK, (await server.Browser().SignInAsync(email)).Status);
    }

    [Fact]
    public async Task Guessing_at_once_gains_nothing_over_guessing_in_turn()
    {
        var (_, email) = await server.PersonAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => server.Browser().SignInAsync(email, "wrong wrong wrong")));

        Assert.Equal(5, answers.Count(a => a.Status == HttpStatusCode.Unauthorized));
        Assert.Equal(7, answers.Count(a => a.Status == HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task A_refused_sign_in_is_in_the_journal_and_what_was_typed_is_not()
    {
        var (id, email) = await server.PersonAsync();

        await server.Browser().SignInAsync(email, "wrong wrong wrong");

        var entry = await server.WithDbAsync(db => db.Set<JournalEntry>().SingleAsync(e => e.Action == "RefuseSignIn" && e.SubjectId == id));
        Assert.Equal(ActorKind.Stranger, entry.ActorKind);
        Assert.DoesNotContain("wrong", entry.After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_an_authenticator_app_the_password_alone_is_not_enough_and_a_code_is_taken_once()
    {
        var (_, email) = await server.PersonAsync();
        var first = server.Browser();
        await first.SignInAsync(email);
        var (secret, _) = await first.SetUpTotpAsync(server);
        server.Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal("codeNeeded", (await server.Browser().SignInAsync(email))["outcome"].GetString());
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.Browser().SignInAsync(email, code: "000000")).Status);
        var code = server.Code(secret);
        Assert.Equal("signedIn", (await server.Browser().SignInAsync(email, code: code))["outcome"].GetString());
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.Browser().SignInAsync(email, code: code)).Status);
    }

    [Fact]
    public async Task Of_two_who_bring_the_same_code_at_once_one_gets_in()
    {
        var (_, email) = await server.PersonAsync();
        var first = server.Browser();
        await first.SignInAsync(email);
        var (secret, _) = await first.SetUpTotpAsync(server);
        server.Clock.Advance(TimeSpan.FromSeconds(30));
        var code = server.Code(secret);

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => server.Browser().SignInAsync(email, code: code)));

        Assert.Single(answers, a => a.Status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Knowing_the_password_buys_no_endless_guesses_at_codes()
    {
        var (_, email) = await server.PersonAsync();
        var first = server.Browser();
        await first.SignInAsync(email);
        await first.SetUpTotpAsync(server);

        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await server.Browser().SignInAsync(email)).Status);
            Assert.Equal(HttpStatusCode.Unauthorized, (await server.Browser().SignInAsync(email, code: "000000")).Status);
        }
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.Browser().SignInAsync(email, code: "000000")).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await server.Browser().SignInAsync(email, code: "000000")).Status);
    }

    [Fact]
    public async Task A_recovery_code_stands_in_for_the_app_once()
    {
        var (_, email) = await server.PersonAsync();
        var first = server.Browser();
        await first.SignInAsync(email);
        var (_, codes) = await first.SetUpTotpAsync(server);
        Assert.Equal(10, codes.Distinct().Count());

        Assert.Equal(HttpStatusCode.OK, (await server.Browser().SignInAsync(email, recoveryCode: codes[3].ToUpperInvariant())).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.Browser().SignInAsync(email, recoveryCode: codes[3])).Status);
        Assert.Equal(9, (await first.ReadAsync("/me"))["secondFactor"].GetProperty("recoveryCodes").GetInt32());
    }

    [Fact]
    public async Task An_administrator_without_a_second_factor_may_nothing_until_there_is_one_and_cannot_take_the_last_away()
    {
        var organisation = await server.OrganisationAsync();
        var (_, email) = await server.PersonAsync(organisation, new Grant(Role.Administrator, null));
        var browser = server.Browser();
        await browser.SignInAsync(email);

        Assert.True((await browser.ReadAsync("/me"))["mustSetUpSecondFactor"].GetBoolean());
        Assert.Empty((await browser.ReadAsync("/me"))["organisations"].EnumerateArray());
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.ReadAsync("/people")).Status);

        await browser.SetUpTotpAsync(server);

        Assert.Equal(HttpStatusCode.OK, (await browser.ReadAsync("/people")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await browser.RemoveAsync("/me/totp")).Status);
    }

    [Fact]
    public async Task Setting_up_the_app_needs_a_right_code_and_shows_a_picture_to_scan()
    {
        var (_, email) = await server.PersonAsync();
        var browser = server.Browser();
        await browser.SignInAsync(email);

        var offer = await browser.SendAsync("/me/totp");

        Assert.StartsWith("<svg", offer["qrSvg"].GetString(), StringComparison.Ordinal);
        Assert.Contains($"secret={offer["secret"].GetString()}", offer["uri"].GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.ReplaceAsync("/me/totp", new { code = "000000" })).Status);
        Assert.Equal("signedIn", (await server.Browser().SignInAsync(email))["outcome"].GetString());
    }

    [Fact]
    public async Task A_disabled_person_is_out_at_once_and_stays_out_with_the_answer_of_a_wrong_password()
    {
        var organisation = await server.OrganisationAsync();
        var (id, email) = await server.PersonAsync(organisation);
        var lead = await server.SignInAsync(Role.Lead, organisation);
        var browser = server.Browser();
        await browser.SignInAsync(email);

        Assert.Equal(HttpStatusCode.NoContent, (await lead.Client.SendAsync($"/people/{id}/disable")).Status);

        Assert.False((await browser.ReadAsync("/me"))["signedIn"].GetBoolean());
        Assert.Equal("The name or the password is not right.", (await server.Browser().SignInAsync(email)).Detail);
        await lead.Client.SendAsync($"/people/{id}/enable");
        Assert.Equal(HttpStatusCode.OK, (await server.Browser().SignInAsync(email)).Status);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_itself_not_only_the_cookie()
    {
        var (_, email) = await server.PersonAsync();
        var browser = server.Browser();
        var cookie = (await browser.SignInAsync(email)).Response.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        await browser.SendAsync("/sign-out");

        var thief = server.Browser();
        thief.DefaultRequestHeaders.Add("Cookie", cookie);

        Assert.False((await thief.ReadAsync("/me"))["signedIn"].GetBoolean());
    }

    [Fact]
    public async Task Changing_the_password_needs_the_present_one_and_ends_every_other_session()
    {
        var (_, email) = await server.PersonAsync();
        var (here, there) = (server.Browser(), server.Browser());
        await here.SignInAsync(email);
        await there.SignInAsync(email);

        Assert.Equal(HttpStatusCode.BadRequest, (await here.ReplaceAsync("/me/password", new { current = "not it", password = "copper lantern field" })).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await here.ReplaceAsync("/me/password", new { current = SomebodyWithAPassword.Password, password = "copper lantern field" })).Status);

        Assert.True((await here.ReadAsync("/me"))["signedIn"].GetBoolean());
        Assert.False((await there.ReadAsync("/me"))["signedIn"].GetBoolean());
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.Browser().SignInAsync(email)).Status);
        Assert.Equal(HttpStatusCode.OK, (await server.Browser().SignInAsync(email, "copper lantern field")).Status);
    }

    public sealed class Sqlite(OnSqlite server) : SignInTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : SignInTests(server), IClassFixture<OnPostgres>;
}
