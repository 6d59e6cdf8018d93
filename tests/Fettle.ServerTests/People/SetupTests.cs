using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Fettle.Server.People;
using Fettle.Server.People.FirstRun;
using Fettle.ServerTests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Fettle.ServerTests.People;

public abstract class SetupTests(FettleServer server)
{
    private const string Password = "tulip river stone";

    [Fact]
    public async Task Setup_needs_the_secret_makes_one_administrator_whoever_races_and_closes_for_ever()
    {
        var stranger = Browser();
        Assert.True((await stranger.GetFromJsonAsync<JsonElement>("/api/setup")).GetProperty("open").GetBoolean());
        var secret = await SecretAsync();
        Assert.Equal(secret, await SecretAsync());

        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(stranger, "not it")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(stranger, secret!, password: "short")).StatusCode);

        var racers = Enumerable.Range(0, 4).Select(_ => Browser()).ToList();
        var answers = await Task.WhenAll(racers.Select((r, i) => PostAsync(r, secret!, organisation: $"House {i}", email: $"a{i}@house.example")));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.NoContent);
        Assert.Equal(3, answers.Count(a => a.StatusCode == HttpStatusCode.Conflict));
        Assert.Equal(1, await server.WithDbAsync(db => db.Persons.CountAsync()));

        var winner = racers[Array.FindIndex(answers, a => a.StatusCode == HttpStatusCode.NoContent)];
        var me = await winner.GetFromJsonAsync<JsonElement>("/api/me");
        Assert.True(me.GetProperty("signedIn").GetBoolean());
        Assert.True(me.GetProperty("mustSetUpSecondFactor").GetBoolean());
        Assert.Equal(0, me.GetProperty("permissions").GetArrayLength());

        Assert.Null(await SecretAsync());
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(stranger, secret!)).StatusCode);
        Assert.False((await stranger.GetFromJsonAsync<JsonElement>("/api/setup")).GetProperty("open").GetBoolean());
    }

    private HttpClient Browser()
    {
        var client = server.Stranger();
        client.DefaultRequestHeaders.Add("X-Fettle", "1");
        return client;
    }

    private async Task<string?> SecretAsync()
    {
        string? link = null;
        await server.WithAsync<SetupLink>(async l => { link = await l.FindAsync("http://127.0.0.1:7070/", CancellationToken.None); });
        return link?.Split("/setup?secret=")[1];
    }

    private static Task<HttpResponseMessage> PostAsync(
        HttpClient client, string secret, string organisation = "House", string email = "ann@house.example", string password = Password) =>
        client.PostAsJsonAsync("/api/setup", new { secret, organisation, name = "Ann Lee", email, password });

    public sealed class Sqlite(OnSqlite server) : SetupTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : SetupTests(server), IClassFixture<OnPostgres>;
}
