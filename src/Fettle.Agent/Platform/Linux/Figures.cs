using System.Globalization;

namespace Fettle.Agent.Platform.Linux;

/// <summary>The few figures that go with every status.</summary>
internal static class Figures
{
    public static DeviceFigures Read()
    {
        var memory = Memory();
        return new DeviceFigures(
            BootedAt(),
            double.TryParse(TextFile.TryReadWord("/proc/loadavg")?.Split(' ')[0], CultureInfo.InvariantCulture, out var load) ? load : null,
            memory.TryGetValue("MemTotal", out var total) && memory.TryGetValue("MemAvailable", out var free) && total > 0 ? Rounded(1 - (double)free / total) : null,
            RootDiskUsed());
    }

    /// <summary>Bytes by name, from /proc/meminfo.</summary>
    public static Dictionary<string, long> Memory()
    {
        var found = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var line in TextFile.Lines("/proc/meminfo"))
            if (line.Split((char[])[':', ' '], StringSplitOptions.RemoveEmptyEntries) is [var name, var kilobytes, ..] && long.TryParse(kilobytes, out var value))
                found[name] = value * 1024;
        return found;
    }

    private static DateTimeOffset? BootedAt()
    {
        const string Prefix = "btime ";
        using var lines = File.Exists("/proc/stat") ? File.OpenText("/proc/stat") : null;
        while (lines?.ReadLine() is { } line)
            if (line.StartsWith(Prefix, StringComparison.Ordinal))
                return DateTimeOffset.FromUnixTimeSeconds(long.Parse(line[Prefix.Length..], CultureInfo.InvariantCulture));
        return null;
    }

    private static double? RootDiskUsed()
    {
        // As df(1) has it: what is kept back for root is neither used nor free.
        var root = new DriveInfo("/");
        var used = root.TotalSize - root.TotalFreeSpace;
        return used + root.AvailableFreeSpace is > 0 and var all ? Rounded((double)used / all) : null;
    }

    private static double Rounded(double share) => Math.Round(Math.Clamp(share, 0, 1), 4);
}
