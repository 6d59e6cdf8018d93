using Fettle.Agent.Policy;
using Fettle.Protocol;

namespace Fettle.Agent.Jobs;

internal enum Verdict
{
    Run,

    /// <summary>Not now: quiet hours. The server keeps it and it is fetched again.</summary>
    Later,
    Refuse,
}

/// <summary>May this order run here, now? A pure fold: what forbids comes before what defers, and what is not known is forbidden.</summary>
internal static class Admission
{
    /// <summary>A week; a timer takes no more than seven.</summary>
    private const int LongestSeconds = 7 * 24 * 3600;

    public static (Verdict Verdict, string? Why) Of(JobOrder order, long deviceId, LocalPolicy policy, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (order.DeviceId != deviceId)
            return Refuse($"The job is for device {order.DeviceId}; this is device {deviceId}");
        if (order.ExpiresAt <= now)
            return Refuse($"The job expired at {order.ExpiresAt:u}; the server's clock says {now:u}");
        if (!IsWhole(order))
            return Refuse("The job does not say what it is to do");
        if (policy.WhyForbidden(order) is { } why)
            return Refuse(why);
        return policy.IsQuiet(order.Kind, now, zone) ? (Verdict.Later, null) : (Verdict.Run, null);

        static (Verdict, string?) Refuse(string why) => (Verdict.Refuse, why);
    }

    private static bool IsWhole(JobOrder order) => order.TimeLimitSeconds is > 0 and <= LongestSeconds && order switch
    {
        { Kind: JobKind.CheckUp, CheckUp: not null } => true,
        { Kind: JobKind.Verify, Verify.Causes: not null } => true,
        { Kind: JobKind.Remedy, Remedy: { Commands: not null, Cause: not null, Risk: not null } remedy } => !remedy.Commands.Contains(null!),
        { Kind: JobKind.Script, Script.Commands: { } commands } => !commands.Contains(null!),
        _ => false,
    };
}
