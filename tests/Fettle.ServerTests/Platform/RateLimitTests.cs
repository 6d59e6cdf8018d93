using System.Net;
using System.Text.Json;
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

    [Fact]
    public async Task Whatever_guesses_a_secret_is_limited_by_address_and_each_address_by_itself()
    {
        (string Path, object Body)[] guesses =
        [
            ("/api/sign-in", new { email = "nobody@example.org", password = "guessed" }), ("/api/setup", new { secret = "guessed" }),
            ("/api/invitations/guessed/accept", new { password = "tulip river stone" }), ("/api/passkeys/sign-in", new { credential = new { } }),
        ];
        var from = 0;
        foreach (var (path, body) in guesses)
        {
            var address = $"198.51.100.{++from}";
            for (var i = 0; i < 3; i++)
                Assert.NotEqual(HttpStatusCode.TooManyRequests, await SendAsync(path, body, address));
            Assert.Equal(HttpStatusCode.TooManyRequests, await SendAsync(path, body, address));
            Assert.NotEqual(HttpStatusCode.TooManyRequests, await SendAsync(path, body, $"198.51.100.{100 + from}"));
        }
    }

    [Fact]
    public async Task Enrolling_is_limited_by_address()
    {
        for (var i = 0; i < 4; i++)
            Assert.NotEqual(HttpStatusCode.TooManyRequests, await SendAsync("/agent/v1/enrol", new { token = "guessed" }, "192.0.2.1"));

        Assert.Equal(HttpStatusCode.TooManyRequests, await SendAsync("/agent/v1/enrol", new { token = "guessed" }, "192.0.2.1"));
        Assert.NotEqual(HttpStatusCode.TooManyRequests, await SendAsync("/agent/v1/enrol", new { token = "guessed" }, "192.0.2.2"));
    }

    private async Task<HttpStatusCode> SendAsync(string path, object body, string address)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(body);
        var context = await server.Http.SendAsync(http =>
        {
            http.Connection.RemoteIpAddress = IPAddress.Parse(address);
            (http.Request.Method, http.Request.Scheme, http.Request.Host, http.Request.Path) = ("POST", "http", new("localhost"), path);
            http.Request.Headers["X-Fettle"] = "1";
            (http.Request.ContentType, http.Request.ContentLength, http.Request.Body) = ("application/json", json.Length, new MemoryStream(json));
        });
        return (HttpStatusCode)context.Response.StatusCode;
    }

    private static Task<HttpResponseMessage> AskAsync(TestPerson person) => person.Client.GetAsync(new Uri("/api/me", UriKind.Relative));

    public sealed class Strict : OnSqlite
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["RateLimits:RequestsPerMinute"] = "10",
            ["RateLimits:EnteringPerMinute"] = "3",
            ["RateLimits:EnrolmentsPerMinute"] = "4",
        };
    }
}
