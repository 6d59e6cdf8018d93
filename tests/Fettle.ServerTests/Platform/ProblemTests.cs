using System.Net;
using System.Text.Json;
using Fettle.Server.People;
using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.Platform;

public abstract class ProblemTests(FettleServer server)
{
    [Fact]
    public async Task A_route_that_does_not_exist_answers_404_as_problem_details()
    {
        var person = await server.SignInAsync(Role.Requester, await server.OrganisationAsync());

        var answer = await person.Client.GetAsync(new Uri("/api/no-such-thing", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(404, JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("status").GetInt32());
    }

    public sealed class Sqlite(OnSqlite server) : ProblemTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : ProblemTests(server), IClassFixture<OnPostgres>;
}
