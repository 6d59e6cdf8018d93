using System.Net;
using System.Text.Json;
using Fettle.ServerTests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Fettle.ServerTests.Platform;

public abstract class HealthTests(FettleServer server)
{
    [Fact]
    public async Task Ready_means_database_schema_and_disk_are()
    {
        Assert.Equal("ok", await server.Stranger().GetStringAsync(new Uri("/healthz", UriKind.Relative)));
        Assert.Equal(HttpStatusCode.OK, (await ReadyAsync()).Status);

        await server.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("INSERT INTO schema_version (number, name) VALUES (9999, 'future')"));
        var (status, body) = await ReadyAsync();
        await server.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("DELETE FROM schema_version WHERE number = 9999"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("9999", body.GetProperty("database").GetString());
        Assert.Equal("ok", body.GetProperty("disk").GetString());
    }

    [Fact]
    public async Task Metrics_count_requests_by_route_and_status_and_tell_what_waits()
    {
        await server.Stranger().GetAsync(new Uri("/api/me", UriKind.Relative));

        var metrics = await server.Stranger().GetStringAsync(new Uri("/metrics", UriKind.Relative));

        Assert.Matches("http_server_request_duration_seconds_bucket{method=\"GET\",route=\"/api/me\",status=\"200\",le=\"10\"} [1-9]", metrics);
        Assert.Contains("# TYPE http_server_request_duration_seconds histogram", metrics);
        Assert.Contains("# TYPE dotnet_gc_collections_total counter", metrics);
        Assert.Contains("fettle_outbox_waiting 0", metrics);
        Assert.All(
            metrics.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            line => Assert.Matches("""^(# (HELP|TYPE) .+|[a-zA-Z_][a-zA-Z0-9_]*(\{([a-z_]+="([^"\\]|\\.)*",?)+\})? [-+0-9.eEInfNa]+)$""", line));
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> ReadyAsync()
    {
        var answer = await server.Stranger().GetAsync(new Uri("/readyz", UriKind.Relative));
        return (answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync()));
    }

    public sealed class Sqlite(OnSqlite server) : HealthTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : HealthTests(server), IClassFixture<OnPostgres>;
}
