using System.IO.Enumeration;
using System.Text.RegularExpressions;
using Fettle.Agent.Platform.Linux;
using Fettle.Diagnosis.Facts;

namespace Fettle.Agent.Probes.Linux;

/// <summary>Space that the system itself can give back: nothing here was made by a person.</summary>
internal static partial class ReclaimableProbe
{
    private const long BigLog = 100L * 1024 * 1024;
    private const int FilesNamed = 2000;

    /// <summary>Seconds after which systemd-tmpfiles would remove a file.</summary>
    private const long ForgottenInTmp = 10 * 86400, ForgottenInVarTmp = 30 * 86400;

    public static Task<Fact.Record?> MeasureAsync(ProbeContext context, CancellationToken cancel)
    {
        var mounts = MountTable.Read();
        var now = context.Clock.GetUtcNow().ToUnixTimeSeconds();
        var found = new List<Fact.Record?>
        {
            Measured("apt-cache", "/var/cache/apt/archives", mounts, path => path.EndsWith(".deb") || path.Contains("/partial/"), cancel),
            Measured("rotated-logs", "/var/log", mounts, path => !IsJournal(path) && RotatedLog().IsMatch(path), cancel),
            Measured("core-dumps", "/var/lib/systemd/coredump", mounts, _ => true, cancel),
            Measured("old-temporary", "/tmp", mounts, path => IsForgotten(path, now - ForgottenInTmp), cancel),
            Measured("old-temporary", "/var/tmp", mounts, path => IsForgotten(path, now - ForgottenInVarTmp), cancel),
            Measured("crash-reports", "/var/crash", mounts, path => path.EndsWith(".crash") || path.Contains("core"), cancel),
        };
        var big = Files("/var/log", cancel).Where(file => file.Size >= BigLog && !IsJournal(file.Path) && !RotatedLog().IsMatch(file.Path)).ToList();
        found.AddRange(big.Select(file => Entry("big-log", file.Path, file.Size, [], mounts)));

        var folder = Directory.Exists("/var/log/journal") ? "/var/log/journal" : "/run/log/journal";
        var journal = Files(folder, cancel).Where(file => file.Path.EndsWith(".journal") || file.Path.EndsWith(".journal~")).Sum(file => file.Size);
        var holder = MountTable.Holding(mounts, folder);
        if (journal > 0)
            found.Add(Entry("journal", folder, journal, [], mounts));
        return Task.FromResult<Fact.Record?>(Fact.Of(
            ("list", Fact.ListOf(found.OfType<Fact.Record>())),
            ("journalSize", journal),
            ("journalPath", folder),
            ("journalMount", holder?.Path),
            ("journalMountSize", SizeOf(holder)),
            ("journalLimit", JournalLimit())));
    }

    private static Fact.Record? Measured(string kind, string folder, List<Mount> mounts, Func<string, bool> counts, CancellationToken cancel)
    {
        var files = Files(folder, cancel).Where(file => counts(file.Path)).ToList();
        return files.Count is 0 ? null : Entry(kind, folder, files.Sum(file => file.Size), files.OrderByDescending(file => file.Size).Take(FilesNamed).Select(file => file.Path), mounts);
    }

    private static Fact.Record Entry(string kind, string path, long size, IEnumerable<string> files, List<Mount> mounts)
    {
        var holder = MountTable.Holding(mounts, path);
        return Fact.Of(
            ("kind", kind), ("path", path), ("mount", holder?.Path), ("size", size), ("mountSize", SizeOf(holder)), ("files", Fact.ListOf(files)),
            ("openBy", kind is "big-log" ? Writer(path) : null));
    }

    private static Fact? SizeOf(Mount? mount) => mount is not null && Libc.FileSystem(mount.Path) is { } space ? (double)space.Blocks * space.FragmentSize : null;

    /// <summary>Of a program, not of a person, and neither written nor read since then.</summary>
    private static bool IsForgotten(string path, long since) =>
        Libc.Stat(path, follow: false) is { } file && file.Uid is < 1000 or >= 60000 && (file.Mode & 0xF000) is 0x8000 && file.Modified < since && file.Accessed < since;

    private static bool IsJournal(string path) => path.StartsWith("/var/log/journal/");

    /// <summary>The files below a folder with what they take on disk; links are not followed, what cannot be read is skipped.</summary>
    private static IEnumerable<(string Path, long Size)> Files(string folder, CancellationToken cancel)
    {
        if (!Directory.Exists(folder))
            yield break;
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint, MaxRecursionDepth = 6 };
        var files = new FileSystemEnumerable<string>(folder, (ref FileSystemEntry entry) => entry.ToFullPath(), options) { ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory };
        foreach (var path in files)
        {
            cancel.ThrowIfCancellationRequested();
            if (Libc.Stat(path, follow: false) is { } file)
                yield return (path, (long)file.Blocks * 512);
        }
    }

    private static string? Writer(string path)
    {
        foreach (var process in ProcessTable.Read())
        {
            if (TextFile.Paths($"/proc/{process.Pid}/fd").Any(fd => TextFile.LinkTarget(fd) == path))
                return process.Name;
        }
        return null;
    }

    private static Fact? JournalLimit()
    {
        var files = TextFile.Paths("/etc/systemd/journald.conf.d", "*.conf").Order().Prepend("/etc/systemd/journald.conf");
        var setting = files.SelectMany(TextFile.Lines).LastOrDefault(line => line.StartsWith("SystemMaxUse="))?["SystemMaxUse=".Length..].Trim();
        if (setting is not { Length: > 0 } || !double.TryParse(setting.TrimEnd('K', 'M', 'G', 'T'), out var number))
            return null;
        return number * setting[^1] switch { 'K' => 1024d, 'M' => 1048576d, 'G' => 1073741824d, 'T' => 1099511627776d, _ => 1d };
    }

    [GeneratedRegex(@"(\.\d+|\.gz|\.xz|\.zst|\.bz2|\.old|-\d{8})$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RotatedLog();
}
