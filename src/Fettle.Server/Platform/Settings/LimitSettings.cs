using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Fettle.Server.Platform.Settings;

/// <summary>How large what is sent may be.</summary>
internal sealed record UploadSettings
{
    public const string Section = "Uploads";

    [Range(1, 2048), Description("The largest attachment, in megabytes.")]
    public int MaximumMegabytes { get; init; } = 50;

    public long MaximumBytes => MaximumMegabytes * 1024L * 1024L;
}

/// <summary>How often somebody may ask. Who asks more often is answered 429 with the time to wait.</summary>
internal sealed record RateLimitSettings
{
    public const string Section = "RateLimits";

    [Range(1, 1_000_000), Description("Attempts to sign in, set up or accept an invitation, per minute and network address.")]
    public int EnteringPerMinute { get; init; } = 20;

    [Range(1, 1_000_000), Description("Enrolments of devices, per minute and network address.")]
    public int EnrolmentsPerMinute { get; init; } = 3000;

    [Range(1, 1_000_000), Description("Calls of other programs to one incoming webhook, per minute.")]
    public int HookCallsPerMinute { get; init; } = 300;

    [Range(10, 10_000_000), Description("Requests to the API, per minute and person (or address, while nobody is signed in).")]
    public int RequestsPerMinute { get; init; } = 1200;
}

/// <summary>Who may read /metrics.</summary>
internal sealed record MetricsSettings
{
    public const string Section = "Metrics";

    [Description("Empty: `/metrics` answers this machine only. Otherwise it answers whoever sends this text as bearer token.")]
    public string? Token { get; init; }
}
