using System.Net;
using System.Net.Sockets;
using Fettle.Agent.Platform;
using Fettle.Agent.Platform.Linux;
using Fettle.Diagnosis.Facts;

namespace Fettle.Agent.Probes.Linux;

/// <summary>Whether anything keeps the clock right, and whether the clock contradicts what the machine has written or a time server says.</summary>
internal static class ClockProbe
{
    private const int Unsynchronised = 0x40;
    private static readonly (string Program, string Unit)[] Clients =
        [("/usr/sbin/chronyd", "chrony.service"), ("/usr/sbin/ntpd", "ntpsec.service"), ("/usr/lib/systemd/systemd-timesyncd", "systemd-timesyncd.service"), ("/lib/systemd/systemd-timesyncd", "systemd-timesyncd.service"), ("/usr/sbin/ntpd", "openntpd.service")];

    public static async Task<Fact.Record?> MeasureAsync(ProbeContext context, CancellationToken cancel)
    {
        var now = context.Clock.GetUtcNow().ToUnixTimeSeconds();
        var (program, unit) = Clients.FirstOrDefault(client => File.Exists(client.Program));
        var servers = Servers().Distinct().Take(3).ToList();
        var (newest, at) = Newest();
        var built = Libc.Stat(Environment.ProcessPath ?? "/proc/self/exe")?.Modified;
        var measured = OffsetAsync(servers, cancel);
        var reached = ReachesAsync(cancel);
        var state = unit is not null && Surroundings.HasSystemd ? (await Systemd.ShowAsync([unit], cancel))?.FirstOrDefault() : null;
        var (offset, from) = await measured;
        var reaches = await reached;
        return Fact.Of(
            ("synchronised", Libc.Clock() is { } clock ? (clock.Status & Unsynchronised) is 0 : null),
            ("program", program is null ? null : Path.GetFileName(program)),
            ("unit", unit),
            ("running", state is null ? program is null ? null : ProcessTable.Read().Exists(process => process.Name == Short(program)) : state.GetValueOrDefault("ActiveState") is "active" or "activating"),
            ("enabled", state is null ? null : state.GetValueOrDefault("UnitFileState") is "enabled" or "alias"),
            ("masked", unit is null ? null : Systemd.IsMaskedByAdministrator(unit)),
            ("allowed", state is null ? null : IsAllowed(unit!)),
            ("failed", state is null ? null : state.GetValueOrDefault("ActiveState") is "failed"),
            ("now", now),
            ("ahead", at > 0 ? Math.Max(0, at - now) : null),
            ("newestFile", newest),
            ("behindBuild", built is { } made ? Math.Max(0, made - now) : null),
            ("hardwareOffset", TextFile.TryReadNumber("/sys/class/rtc/rtc0/since_epoch") is { } hardware ? now - hardware : null),
            ("servers", Fact.ListOf(servers)),
            ("offset", offset),
            ("offsetFrom", from),
            ("reaches", reaches is { } answered ? answered : null),
            ("candidate", reaches is false ? await CandidateAsync(cancel) : null),
            ("timezoneTarget", TextFile.LinkTarget("/etc/localtime")),
            ("timezoneValid", TimeZoneFile.IsSound()),
            ("timezoneDiffers", TimeZoneFile.DiffersFromName()),
            ("timezone", TextFile.TryReadWord("/etc/timezone")));
    }

    /// <summary>A container is given its clock; the packaged units know that.</summary>
    private static bool IsAllowed(string unit) =>
        Surroundings.Container is null || Systemd.VendorUnit(unit) is not { } file || !TextFile.Lines(file).Any(line => line.StartsWith("ConditionVirtualization=!container") || line.StartsWith("ConditionCapability=CAP_SYS_TIME"));

    private static string Short(string program) => Path.GetFileName(program) is { Length: > 15 } name ? name[..15] : Path.GetFileName(program);

    /// <summary>The newest of the files that the system writes as it runs: it cannot be from the future.</summary>
    private static (string?, long) Newest()
    {
        (string?, long) newest = (null, 0);
        foreach (var path in new[] { "/var/lib/dpkg/status", "/var/log", "/var/lib/systemd/timesync/clock", "/etc", "/var/lib/systemd/random-seed", "/var/cache/ldconfig/aux-cache", "/var/log/wtmp", "/var/lib/apt/lists", "/var/lib/chrony" })
        {
            if (Libc.Stat(path) is { } file && file.Modified > newest.Item2)
                newest = (path, file.Modified);
        }
        return newest;
    }

    private static IEnumerable<string> Servers() =>
        new[] { "/etc/chrony/chrony.conf", "/etc/chrony.conf", "/etc/ntp.conf", "/etc/ntpsec/ntp.conf", "/etc/systemd/timesyncd.conf" }
            .Concat(TextFile.Paths("/etc/chrony/sources.d", "*.sources")).Concat(TextFile.Paths("/etc/chrony/conf.d", "*.conf")).Concat(TextFile.Paths("/etc/systemd/timesyncd.conf.d", "*.conf"))
            .SelectMany(TextFile.Lines).SelectMany(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) switch
            {
                ["server" or "pool" or "peer", var server, ..] => [server],
                [var first, .. var rest] when first.StartsWith("NTP=") || first.StartsWith("FallbackNTP=") => rest.Prepend(first.Split('=')[1]).Where(word => word.Length > 0),
                _ => Enumerable.Empty<string>(),
            });

    /// <returns>Whether chrony hears from any of its servers; null where it is not chrony that runs.</returns>
    private static async Task<bool?> ReachesAsync(CancellationToken cancel)
    {
        // mode,state,name,stratum,poll,reach (octal),…
        if (await Tool.RunAsync("chronyc", ["-n", "-c", "sources"], cancel) is not { ExitCode: 0 } sources)
            return null;
        return sources.Output.Split('\n').Select(line => line.Split(',')).Any(fields => fields.Length > 5 && fields[5] is not "0");
    }

    /// <returns>The gateway, where it gives the time.</returns>
    private static async Task<string?> CandidateAsync(CancellationToken cancel)
    {
        var gateways = RouteTable.Read().Where(route => route.IsDefault && !route.IsReject && !route.Via.Equals(IPAddress.Any)).Select(route => route.Via.ToString()).Take(1);
        return (await OffsetAsync([.. gateways], cancel)).From;
    }

    /// <summary>One SNTP question (RFC 4330) to each server until one answers.</summary>
    private static async Task<(Fact? Seconds, string? From)> OffsetAsync(List<string> servers, CancellationToken cancel)
    {
        foreach (var server in servers.Take(2))
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(TimeSpan.FromMilliseconds(800));
            try
            {
                var address = IPAddress.TryParse(server, out var literal) ? literal : (await Dns.GetHostAddressesAsync(server, limit.Token).WaitAsync(limit.Token))[0];
                using var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
                await socket.ConnectAsync(new IPEndPoint(address, 123), limit.Token);
                var packet = new byte[48];
                packet[0] = 0x23;
                await socket.SendAsync(packet, limit.Token);
                if (await socket.ReceiveAsync(packet, limit.Token) < 48)
                    continue;
                var seconds = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(packet.AsSpan(40)) - 2208988800d;
                return (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - seconds, server);
            }
            catch (Exception e) when (e is SocketException or IndexOutOfRangeException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
            {
                // This server does not answer; the next one may.
            }
        }
        return (null, null);
    }
}
