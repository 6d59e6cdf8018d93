using System.Globalization;
using System.Threading.RateLimiting;
using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Settings;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Fettle.Server.Platform.Web;

/// <summary>
/// How often somebody may ask: the API by person; what strangers may try by network address, on the routes that say so with
/// <c>.RequireRateLimiting(RateLimits.Entering)</c>.
/// </summary>
internal static class RateLimits
{
    /// <summary>Signing in, setting up, accepting an invitation: whatever guesses a secret.</summary>
    public const string Entering = "entering";

    /// <summary>Enrolling a device.</summary>
    public const string Enrolling = "enrolling";

    /// <summary>Calls of other programs, by the address that they call.</summary>
    public const string Hooks = "hooks";

    public static void Configure(RateLimiterOptions options, RateLimitSettings settings)
    {
        options.AddPolicy(Entering, context => PerMinute($"entering {Address(context)}", settings.EnteringPerMinute));
        options.AddPolicy(Enrolling, context => PerMinute($"enrolling {Address(context)}", settings.EnrolmentsPerMinute));
        options.AddPolicy(Hooks, context => PerMinute($"hook {context.Request.Path}", settings.HookCallsPerMinute));
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
            context.Request.Path.StartsWithSegments("/api") ? PerMinute(Who(context), settings.RequestsPerMinute) : RateLimitPartition.GetNoLimiter(""));
        options.OnRejected = RefuseAsync;
    }

    private static RateLimitPartition<string> PerMinute(string who, int times) => RateLimitPartition.GetSlidingWindowLimiter(
        who, _ => new() { PermitLimit = times, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6, AutoReplenishment = true });

    private static string Who(HttpContext context)
    {
        var actor = context.RequestServices.GetRequiredService<Actor>();
        return actor.Kind == ActorKind.Person ? $"person {actor.Id}" : $"address {Address(context)}";
    }

    private static string Address(HttpContext context)
    {
        // Whoever has one IPv6 address has its network of 64 bits.
        var address = context.Connection.RemoteIpAddress;
        return address is { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false }
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : $"{address}";
    }

    private static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken cancel)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) && after > TimeSpan.Zero ? after : TimeSpan.FromSeconds(10);
        var seconds = (int)Math.Ceiling(wait.TotalSeconds);
        var response = rejected.HttpContext.Response;
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await rejected.HttpContext.RequestServices.GetRequiredService<IProblemDetailsService>().WriteAsync(new()
        {
            HttpContext = rejected.HttpContext,
            ProblemDetails = new ProblemDetails { Status = 429, Title = "Too many requests", Detail = $"Try again in {seconds} seconds." },
        });
    }
}
