using System.Net;
using System.Security.Cryptography;
using System.Text;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Outbox;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Settings;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Platform.Metrics;

/// <summary><c>/metrics</c>, for Prometheus and its kin: requests, memory, what waits in the outbox, and what modules measure with meters called <c>Fettle.…</c>.</summary>
internal static class ShowMetrics
{
    public static void Map(WebApplication app) => app.MapGet("/metrics", RunAsync).ExcludeFromDescription().WithName("showMetrics");

    private static async Task<IResult> RunAsync(HttpContext context, MetricsSettings settings, Measurements measurements, FettleDb db, TimeProvider clock, CancellationToken cancel)
    {
        if (!MayRead(context, settings))
            throw new Forbidden("Metrics are read from this machine, or with the token of the setting Metrics:Token as bearer.");

        var waiting = await db.Set<OutboxMessage>().GroupBy(_ => 1).Select(g => new { Count = g.Count(), Oldest = g.Min(m => m.CreatedAt) }).FirstOrDefaultAsync(cancel);
        var age = waiting is null ? 0 : (clock.GetUtcNow() - waiting.Oldest).TotalSeconds;
        var text = PrometheusText.Write(measurements.Read())
            + $"# TYPE fettle_outbox_waiting gauge\nfettle_outbox_waiting {waiting?.Count ?? 0}\n"
            + $"# TYPE fettle_outbox_oldest_seconds gauge\nfettle_outbox_oldest_seconds {age:0}\n";
        return Results.Text(text, PrometheusText.ContentType, Encoding.UTF8);
    }

    private static bool MayRead(HttpContext context, MetricsSettings settings)
    {
        if (settings.Token is not { } token)
            return context.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
        return CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(context.Request.Headers.Authorization.ToString()), Encoding.UTF8.GetBytes($"Bearer {token}"));
    }
}
