using System.Text.RegularExpressions;
using Fettle.Agent.Platform;
using Fettle.Agent.Platform.Linux;
using Fettle.Diagnosis.Facts;

namespace Fettle.Agent.Probes.Linux;

/// <summary>Disks that are about to die: errors that the kernel has logged, and what the disks say of themselves.</summary>
internal static partial class DisksProbe
{
    private const int TailOfLog = 512 * 1024;
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(2);

    public static async Task<Fact.Record?> MeasureAsync(ProbeContext context, CancellationToken cancel)
    {
        var since = context.Clock.GetUtcNow() - Fresh;
        var lines = new[] { "/var/log/kern.log", "/var/log/syslog", "/var/log/messages" }.SelectMany(path => Tail(path, since)).Concat(await KernelLogAsync(cancel));
        // The same line stands in more than one log.
        var errors = lines.Select(line => (Line: line, Match: DiskError().Match(line))).Where(found => found.Match.Success)
            .Select(found => (Disk: found.Match.Groups["disk"].Value, Says: found.Match.Value)).Distinct().ToLookup(found => found.Disk, found => found.Says);
        var health = Surroundings.Container is null ? await HealthAsync(cancel) : [];
        return Fact.Of(("list", Fact.ListOf(errors.Select(group => group.Key).Union(health.Keys).Order().Select(disk => Fact.Of(
            ("name", disk),
            ("errors", errors[disk].Count()),
            ("lastError", errors[disk].LastOrDefault()),
            ("failing", health.TryGetValue(disk, out var failing) ? failing : null))))));
    }

    private static string[] Tail(string path, DateTimeOffset since)
    {
        try
        {
            if (!File.Exists(path) || File.GetLastWriteTimeUtc(path) < since.UtcDateTime)
                return [];
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            stream.Seek(-Math.Min(stream.Length, TailOfLog), SeekOrigin.End);
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd().Split('\n');
        }
        // A log on a failing disk may not be readable at all.
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>A container would be shown its host's kernel log, which is none of its own.</summary>
    private static async Task<IEnumerable<string>> KernelLogAsync(CancellationToken cancel) =>
        Surroundings.Container is null && !Surroundings.IsChroot && await Tool.RunAsync("dmesg", ["--level=emerg,alert,crit,err"], cancel) is { ExitCode: 0 } log ? log.Output.Split('\n') : [];

    /// <returns>For each disk whether smartctl calls it failing.</returns>
    private static async Task<Dictionary<string, bool>> HealthAsync(CancellationToken cancel)
    {
        var health = new Dictionary<string, bool>();
        foreach (var disk in TextFile.Paths("/sys/block").Select(path => Path.GetFileName(path)).Where(name => name.StartsWith("sd") || name.StartsWith("nvme")).Take(8))
        {
            if (await Tool.RunAsync("smartctl", ["-H", $"/dev/{disk}"], cancel) is { } asked && asked.Output.Contains("overall-health") | asked.Output.Contains("SMART Health Status"))
                health[disk] = asked.Output.Contains("FAILED");
        }
        return health;
    }

    // What comes and goes (sr0, fd0, loop, nbd) is no disk that dies.
    [GeneratedRegex(@"((I/O error, dev|critical (medium|target) error, dev|Buffer I/O error on dev(ice)?|Medium Error.*\[|EXT4-fs error \(device|XFS \() ?(?<disk>(sd[a-z]+|nvme\d+n\d+|vd[a-z]+|xvd[a-z]+|mmcblk\d+))|ata\d+.*\b(?<disk>sd[a-z]+)\b.*(UNC|failed command))[^\n]*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DiskError();
}
