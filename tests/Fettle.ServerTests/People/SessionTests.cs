using System.Net;
using Fettle.Server.People;
using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.People;

public abstract class SessionTests(FettleServer server)
{
    [Fact]
    public async Task A_session_ended_elsewhere_is_refused_at_its_next_request()
    {
        var (_, email) = await server.PersonAsync();
        var (here, there) = (server.Browser(), server.Browser());
        await there.SignInAsync(email);
        await here.SignInAsync(email);
        var sessions = (await here.ReadAsync("/me/sessions")).Body.EnumerateArray().ToList();
        Assert.Equal(2, sessions.Count);

        var other = sessions.Single(s => !s.GetProperty("current").GetBoolean()).GetProperty("id").GetInt64();
        Assert.Equal(HttpStatusCode.NoContent, (await here.RemoveAsync($"/me/sessions/{other}")).Status);

        Assert.Equal(HttpStatusCode.Unauthorized, (await there.ReadAsync("/me/sessions")).Status);
        Assert.Single((await here.ReadAsync("/me/sessions")).Body.EnumerateArray());
    }

    [Fact]
    public async Task Nobody_ends_somebody_elses_session()
    {
        var organisation = await server.OrganisationAsync();
        var victim = await server.SignInAsync(Role.Requester, organisation);
        var session = (await victim.Client.ReadAsync("/me/sessions")).Body[0].GetProperty("id").GetInt64();

        Assert.Equal(HttpStatusCode.NotFound, (await (await server.SignInEverywhereAsync(Role.Administrator, organisation)).Client.RemoveAsync($"/me/sessions/{session}")).Status);
        Assert.True((await victim.Client.ReadAsync("/me"))["signedIn"].GetBoolean());
    }

    [Fact]
    public async Task Ending_all_others_leaves_this_one()
    {
        var (_, email) = await server.PersonAsync();
        var browsers = new[] { server.Browser(), server.Browser(), server.Browser() };
        foreach (var browser in browsers)
            await browser.SignInAsync(email);

        await browsers[1].RemoveAsync("/me/sessions");

        var signedIn = await Task.WhenAll(browsers.Select(async b => (await b.ReadAsync("/me"))["signedIn"].GetBoolean()));
        Assert.Equal([false, true, false], signedIn);
    }

    [Fact]
    public async Task A_session_lives_on_while_it_is_used_and_ends_after_three_days_without()
    {
        var (_, email) = await server.PersonAsync();
        var browser = server.Browser();
        await browser.SignInAsync(email);

        for (var day = 0; day < 4; day += 2)
        {
            server.Clock.Advance(TimeSpan.FromDays(2));
            Assert.True((await browser.ReadAsync("/me"))["signedIn"].GetBoolean());
        }
        server.Clock.Advance(TimeSpan.FromDays(3));
        Assert.False((await browser.ReadAsync("/me"))["signedIn"].GetBoolean());
    }

    [Fact]
    public async Task A_session_ends_after_thirty_days_however_much_it_is_used()
    {
        var (_, email) = await server.PersonAsync();
        var browser = server.Browser();
        var cookie = (await browser.SignInAsync(email)).Response.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        // As a browser that keeps cookies for longer than it should.
        var stubborn = server.Browser();
        stubborn.DefaultRequestHeaders.Add("Cookie", cookie);

        for (var day = 0; day < 28; day += 2)
        {
            server.Clock.Advance(TimeSpan.FromDays(2));
            Assert.True((await stubborn.ReadAsync("/me"))["signedIn"].GetBoolean());
        }
        server.Clock.Advance(TimeSpan.FromDays(2));
        Assert.False((await stubborn.ReadAsync("/me"))["signedIn"].GetBoolean());
    }

    public sealed class Sqlite(OnSqlite server) : SessionTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : SessionTests(server), IClassFixture<OnPostgres>;
}
