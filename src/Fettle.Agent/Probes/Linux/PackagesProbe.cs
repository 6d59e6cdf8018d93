using Fettle.Agent.Platform.Linux;
using Fettle.Diagnosis.Facts;

namespace Fettle.Agent.Probes.Linux;

/// <summary>Packages that dpkg left half done, straight from its status file.</summary>
internal static class PackagesProbe
{
    private const string Status = "/var/lib/dpkg/status";
    private static readonly string[] Locks = ["/var/lib/dpkg/lock", "/var/lib/dpkg/lock-frontend", "/var/lib/apt/lists/lock", "/var/cache/apt/archives/lock"];

    public static async Task<Fact.Record?> MeasureAsync(ProbeContext context, CancellationToken cancel)
    {
        if (!Directory.Exists("/var/lib/dpkg"))
            return null;
        var holder = LockHolder();
        var damaged = !DpkgStatus.IsWhole(Status);
        return Fact.Of(
            ("broken", Fact.ListOf(damaged ? [] : Broken().Concat(DebianDependencies.Missing(Status)))),
            ("statusDamaged", damaged),
            ("statusBackup", damaged ? DpkgStatus.Backup() : null),
            ("unfinished", TextFile.Paths("/var/lib/dpkg/updates").Any(path => Path.GetFileName(path).All(char.IsAsciiDigit))),
            ("lockedBy", holder?.Name),
            ("lockedPid", holder?.Pid),
            ("statusMissing", !File.Exists(Status) || new FileInfo(Status).Length is 0),
            ("sourceErrors", Fact.ListOf(AptSources.Errors().Concat(await AptSources.SettingsErrorsAsync(cancel)))));
    }

    private static IEnumerable<Fact.Record> Broken()
    {
        if (!File.Exists(Status))
            yield break;
        var package = "";
        foreach (var line in File.ReadLines(Status))
        {
            if (line.StartsWith("Package: "))
                package = line["Package: ".Length..];
            else if (line.StartsWith("Status: ") && line["Status: ".Length..].Split(' ') is [var wants, var flag, var state] && (flag is not "ok" || state is not ("installed" or "config-files" or "not-installed")))
                yield return Fact.Of(("name", package), ("state", flag is "ok" ? state : $"{state}, {flag}"), ("wants", wants));
        }
    }

    private static ProcessEntry? LockHolder()
    {
        // 1: POSIX ADVISORY WRITE 1234 fd:01:5678 0 EOF
        var inodes = Locks.Select(path => Libc.Stat(path)?.Inode).OfType<ulong>().Select(inode => inode.ToString()).ToHashSet();
        foreach (var line in TextFile.Lines("/proc/locks"))
        {
            var fields = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length >= 6 && fields[5].Split(':') is [_, _, var inode] && inodes.Contains(inode) && int.TryParse(fields[4], out var pid))
                return ProcessTable.Read(pid);
        }
        return null;
    }
}
