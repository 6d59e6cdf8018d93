using Fettle.Protocol;

namespace Fettle.Server.Devices.Gateway;

/// <summary>A status as it may be kept: bounded, and without figures that no device can have.</summary>
internal static class CleanStatus
{
    private const int MostUsers = 50;

    public static AgentStatus Of(AgentStatus said, DateTimeOffset now) => new(
        [
            .. (said.UsersAtWork ?? []).Where(u => u is not null && !string.IsNullOrWhiteSpace(u.Name)).Take(MostUsers).Select(u => new UserAtWork(
                HostileText.Line(u.Name, 64), HostileText.LineOrNull(u.Domain, 64), HostileText.LineOrNull(u.Terminal, 32),
                HostileText.LineOrNull(u.From, 64), Plausible(u.Since, now))).Where(u => u.Name.Length > 0)
        ],
        Plausible(said.BootedAt, now),
        // The device's clock may be wrong; ours says when we heard it.
        now,
        Within(said.Load1, 100_000), Within(said.MemoryUsed, 1), Within(said.RootDiskUsed, 1));

    private static double? Within(double? figure, double most) => figure is { } value && double.IsFinite(value) && value >= 0 && value <= most ? value : null;

    private static DateTimeOffset? Plausible(DateTimeOffset? instant, DateTimeOffset now) =>
        instant is { } value && value > DateTimeOffset.UnixEpoch && value < now + TimeSpan.FromDays(1) ? value.ToUniversalTime() : null;
}
