using System.Net;
using Fettle.Server.People;
using Fettle.Server.People.FirstRun;
using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.People;

/// <summary>A server of its own: administrators that other tests made would count.</summary>
public abstract class LastAdministratorTests(FettleServer server)
{
    [Fact]
    public async Task Of_two_administrators_who_throw_each_other_out_at_once_one_stays()
    {
        await server.WithAsync<SetupLink>(l => l.FindAsync("http://127.0.0.1", CancellationToken.None));
        var organisation = await server.OrganisationAsync();
        var (one, two) = (await server.SignInEverywhereAsync(Role.Administrator, organisation), await server.SignInEverywhereAsync(Role.Administrator, organisation));

        var answers = await Task.WhenAll(
            one.Client.SendAsync($"/people/{two.Id}/disable"),
            two.Client.ReplaceAsync($"/people/{one.Id}/roles", new[] { new { role = "requester", organisationId = organisation } }));
        Assert.NotEqual(answers[0].Status, answers[1].Status);

        var last = (await one.Client.ReadAsync("/organisations")).Status == HttpStatusCode.OK && answers[0].Status == HttpStatusCode.NoContent ? one : two;
        Assert.Equal(HttpStatusCode.Conflict, (await last.Client.ReplaceAsync($"/people/{last.Id}/roles", Array.Empty<object>())).Status);
        Assert.Equal(HttpStatusCode.OK, (await last.Client.ReadAsync("/organisations")).Status);
    }

    public sealed class Sqlite(OnSqlite server) : LastAdministratorTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : LastAdministratorTests(server), IClassFixture<OnPostgres>;
}
