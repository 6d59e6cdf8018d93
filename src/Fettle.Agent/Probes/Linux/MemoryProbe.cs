using System.Globalization;
using Fettle.Agent.Platform.Linux;
using Fettle.Diagnosis.Facts;

namespace Fettle.Agent.Probes.Linux;

/// <summary>Memory in use and who uses it; a container's limit counts where it is tighter than the machine.</summary>
internal static class MemoryProbe
{
    public static Task<Fact.Record?> MeasureAsync(ProbeContext context, CancellationToken cancel)
    {
        var info = TextFile.Lines("/proc/meminfo").Select(line => line.Split(':')).Where(parts => parts.Length is 2)
            .ToDictionary(parts => parts[0], parts => double.Parse(parts[1].Replace("kB", "").Trim(), CultureInfo.InvariantCulture) * 1024);
        var total = info.GetValueOrDefault("MemTotal");
        var available = info.GetValueOrDefault("MemAvailable");
        var limited = false;
        if (GroupLimit() is var (limit, used) && limit < total)
        {
            limited = limit - used < available;
            (total, available) = limited ? (limit, Math.Max(0, limit - used)) : (total, available);
        }
        var own = ProcessTable.OwnLine();
        var users = UserTable.Read();
        var top = ProcessTable.Read().Where(process => !process.IsKernel && process.Resident > total * 0.02).OrderByDescending(process => process.Resident).Take(8);
        return Task.FromResult<Fact.Record?>(Fact.Of(
            ("total", total),
            ("available", available),
            ("availableShare", total > 0 ? available / total : null),
            ("limited", limited),
            ("swapTotal", info.GetValueOrDefault("SwapTotal")),
            ("swapFree", info.GetValueOrDefault("SwapFree")),
            ("pressureSome", Pressure("some")),
            ("pressureFull", Pressure("full")),
            ("groupKills", GroupKills()),
            ("top", Fact.ListOf(top.Select(process => Fact.Of(
                ("key", process.Unit ?? process.Name),
                ("pid", process.Pid),
                ("name", process.Name),
                ("command", process.Command.Length > 120 ? process.Command[..120] : process.Command),
                ("size", process.Resident),
                ("share", process.Resident / total),
                ("unit", process.Unit),
                ("user", Suspects.UserOf(process, users)),
                ("mayStop", Suspects.MayStop(process, own))))))));
    }

    private static (double Limit, double Used)? GroupLimit()
    {
        const string root = "/sys/fs/cgroup";
        var own = TextFile.Lines("/proc/self/cgroup").FirstOrDefault(line => line.StartsWith("0::"))?[3..].TrimEnd('/') ?? "";
        foreach (var folder in new[] { root + own, root })
        {
            if (TextFile.TryReadNumber($"{folder}/memory.max") is { } limit && TextFile.TryReadNumber($"{folder}/memory.current") is { } used)
            {
                var cache = TextFile.Lines($"{folder}/memory.stat").FirstOrDefault(line => line.StartsWith("inactive_file "))?.Split(' ')[1];
                return (limit, used - (double.TryParse(cache, CultureInfo.InvariantCulture, out var reclaimable) ? reclaimable : 0));
            }
        }
        return OldGroupLimit();
    }

    /// <summary>Control groups of the first version.</summary>
    private static (double Limit, double Used)? OldGroupLimit()
    {
        const string root = "/sys/fs/cgroup/memory";
        var own = TextFile.Lines("/proc/self/cgroup").FirstOrDefault(line => line.Contains(":memory:"))?.Split(':', 3)[2].TrimEnd('/') ?? "";
        foreach (var folder in new[] { root + own, root })
        {
            if (TextFile.TryReadNumber($"{folder}/memory.limit_in_bytes") is { } limit && TextFile.TryReadNumber($"{folder}/memory.usage_in_bytes") is { } used)
            {
                var cache = TextFile.Lines($"{folder}/memory.stat").FirstOrDefault(line => line.StartsWith("total_inactive_file "))?.Split(' ')[1];
                return (limit, used - (double.TryParse(cache, CultureInfo.InvariantCulture, out var reclaimable) ? reclaimable : 0));
            }
        }
        return null;
    }

    private static Fact? GroupKills() =>
        TextFile.Lines("/sys/fs/cgroup/memory.events").FirstOrDefault(line => line.StartsWith("oom_kill ")) is { } line && double.TryParse(line.Split(' ')[1], out var kills) ? kills : null;

    private static Fact? Pressure(string kind)
    {
        // some avg10=0.00 avg60=0.00 avg300=0.00 total=0
        var line = TextFile.Lines("/proc/pressure/memory").FirstOrDefault(line => line.StartsWith(kind));
        return line?.Split(' ') is [_, var average, ..] && double.TryParse(average["avg10=".Length..], CultureInfo.InvariantCulture, out var percent) ? percent / 100 : null;
    }
}
