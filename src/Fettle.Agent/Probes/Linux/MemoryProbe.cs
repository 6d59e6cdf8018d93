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
        var processes = ProcessTable.Read().FindAll(process => !process.IsKernel);
        var crowds = processes.Where(process => process.Resident > total * 0.004).GroupBy(process => process.Unit ?? process.Name)
            .Select(group => (Of: group.First(), Count: group.Count(), Size: group.Sum(process => process.Resident), Pids: group.Select(process => (Fact)process.Pid).ToList()))
            .Where(crowd => crowd.Count > 1 && crowd.Size > total * 0.1).OrderByDescending(crowd => crowd.Size).Take(3);
        var top = processes.Where(process => process.Resident > total * 0.02).OrderByDescending(process => process.Resident).Take(8);
        return Task.FromResult<Fact.Record?>(Fact.Of(
            ("total", total),
            ("available", available),
            ("availableShare", total > 0 ? available / total : null),
            ("limited", limited),
            ("shared", limited ? GroupShared() ?? info.GetValueOrDefault("Shmem") : info.GetValueOrDefault("Shmem")),
            ("hugePagesFree", limited ? null : HugePagesFree()),
            ("swapTotal", info.GetValueOrDefault("SwapTotal")),
            ("swapFree", info.GetValueOrDefault("SwapFree")),
            ("pressureSome", Pressure("some")),
            ("pressureFull", Pressure("full")),
            ("groupKills", GroupKills()),
            ("crowds", Fact.ListOf(crowds.Select(crowd => Fact.Of(
                ("name", crowd.Of.Name),
                ("unit", crowd.Of.Unit),
                ("count", crowd.Count),
                ("size", crowd.Size),
                ("share", crowd.Size / total),
                ("pids", new Fact.List(crowd.Pids)),
                ("mayStop", Suspects.MayStop(crowd.Of, own)))))),
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

    /// <summary>Bytes that are set aside for huge pages and used by nobody.</summary>
    private static double? HugePagesFree()
    {
        double? Number(string key) => TextFile.Lines("/proc/meminfo").FirstOrDefault(line => line.StartsWith(key)) is { } line
            && double.TryParse(line.Split(':')[1].Replace("kB", "").Trim(), CultureInfo.InvariantCulture, out var number) ? number : null;
        return Number("HugePages_Free:") * Number("Hugepagesize:") * 1024;
    }

    /// <summary>What this group keeps in tmpfs and shared memory: no process shows it as its own.</summary>
    private static double? GroupShared()
    {
        var lines = TextFile.Lines("/sys/fs/cgroup/memory.stat").Concat(TextFile.Lines("/sys/fs/cgroup/memory/memory.stat"));
        return lines.FirstOrDefault(line => line.StartsWith("shmem ") || line.StartsWith("total_shmem "))?.Split(' ')[1] is { } bytes && double.TryParse(bytes, CultureInfo.InvariantCulture, out var shared) ? shared : null;
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
