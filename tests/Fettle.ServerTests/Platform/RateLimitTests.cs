using System.Net;
using Fettle.Server.People;
using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.Platform;

public sealed class RateLimitTests(RateLimitTests.Strict server) : IClassFixture<RateLimitTests.Strict>
{
    [Fact]
    public async Task Who_asks_too_often_is_told_when_to_ask_again_and_nobody_else_is()
    {
        var organisation = await server.OrganisationAsync();
        var (eager, patient) = (await server.SignInAsync(Role.Technician, organisation), await server.SignInAsync(Role.Technician, organisation));
        for (var i = 0; i < 10; i++)
            Assert.Equal(HttpStatusCode.OK, (await AskAsync(eager)).StatusCode);

        var refused = await AskAsync(eager);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(patient)).StatusCode);
    }

    private static Task<HttpResponseMessage> AskAsync(TestPerson person) => person.Client.GetAsync(new Uri("/api/me", UriKind.Relative));

    public sealed class Strict : OnSqlite
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>(StringComparer.Ordinal) { ["RateLimits:RequestsPerMinute"] = "10" };
    }
}
