using System.Diagnostics;
using Fettle.Agent.Platform.Linux;
using Fettle.Diagnosis.Facts;

namespace Fettle.Agent.Probes.Linux;

/// <summary>What fills the file systems that are nearly full. Walks breadth first within its time, so the big folders near the top are seen.</summary>
internal static class UsageProbe
{
    private const double NearlyFull = 0.9;
    private const long LargeFile = 5L * 1024 * 1024;
    private const int ManyFiles = 1000;
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(2.5);

    public static Task<Fact.Record?> MeasureAsync(ProbeContext context, CancellationToken cancel)
    {
        var mounts = MountTable.Read();
        var tight = mounts.Where(mount => mount.Kind is "disk" or "memory" or "overlay" && !mount.IsReadOnly && IsTight(mount)).ToList();
        var users = UserTable.Read();
        var files = new List<(string Path, string Mount, long Size, uint Uid)>();
        var folders = new List<(string Path, string Mount, int Count, uint Uid, long Oldest)>();
        var end = Stopwatch.GetTimestamp() + (long)(Budget.TotalSeconds * Stopwatch.Frequency);
        foreach (var mount in tight)
            Walk(mount, mounts, files, folders, end, cancel);
        var now = context.Clock.GetUtcNow().ToUnixTimeSeconds();
        return Task.FromResult<Fact.Record?>(Fact.Of(
            ("files", Fact.ListOf(files.OrderByDescending(file => file.Size).Take(40).Select(file => Fact.Of(
                ("path", file.Path), ("mount", file.Mount), ("size", file.Size), ("owner", UserTable.NameOf(users, file.Uid)), ("person", IsPersons(file.Path, file.Uid)))))),
            ("folders", Fact.ListOf(folders.OrderByDescending(folder => folder.Count).Take(15).Select(folder => Fact.Of(
                ("path", folder.Path), ("mount", folder.Mount), ("count", folder.Count), ("owner", UserTable.NameOf(users, folder.Uid)),
                ("person", IsPersons(folder.Path, folder.Uid)), ("kind", Kind(folder.Path)), ("oldest", Math.Max(0, now - folder.Oldest))))))));
    }

    private static bool IsTight(Mount mount) =>
        Libc.FileSystem(mount.Path) is { Blocks: > 0 } space
        && (1 - ((double)space.BlocksAvailable / space.Blocks) >= NearlyFull || (space.Files > 0 && 1 - ((double)space.FilesFree / space.Files) >= NearlyFull));

    private static void Walk(
        Mount mount, List<Mount> mounts, List<(string, string, long, uint)> files, List<(string, string, int, uint, long)> folders, long end, CancellationToken cancel)
    {
        var others = mounts.Where(other => other.Path != mount.Path).Select(other => other.Path).ToHashSet();
        var many = Libc.FileSystem(mount.Path) is { Files: > 0 } space ? Math.Clamp((int)Math.Min(space.Files / 5, int.MaxValue), 20, ManyFiles) : ManyFiles;
        // On a small file system a small file is much of it.
        var large = Libc.FileSystem(mount.Path) is { Blocks: > 0 } all ? Math.Min(LargeFile, (long)(all.Blocks * all.FragmentSize / 20)) : LargeFile;
        var waiting = new Queue<string>([mount.Path]);
        while (waiting.TryDequeue(out var folder) && Stopwatch.GetTimestamp() < end)
        {
            cancel.ThrowIfCancellationRequested();
            var count = 0;
            var oldest = long.MaxValue;
            foreach (var path in TextFile.Paths(folder))
            {
                if (Libc.Stat(path, follow: false) is not { } entry)
                    continue;
                if ((entry.Mode & 0xF000) is 0x4000)
                {
                    count++;
                    if (!others.Contains(path))
                        waiting.Enqueue(path);
                    continue;
                }
                count++;
                oldest = Math.Min(oldest, entry.Modified);
                var size = (long)entry.Blocks * 512;
                if (size >= large && (entry.Mode & 0xF000) is 0x8000)
                    files.Add((path, mount.Path, size, entry.Uid));
                if ((count & 0x3ff) is 0 && Stopwatch.GetTimestamp() > end)
                    break;
            }
            if (count >= many && Libc.Stat(folder) is { } self)
                folders.Add((folder, mount.Path, count, self.Uid, oldest));
        }
    }

    private static bool IsPersons(string path, uint uid) =>
        uid is >= 1000 and < 60000 || path.StartsWith("/home/") || path.StartsWith("/root/") || path.StartsWith("/srv/") || path.StartsWith("/media/") || path.StartsWith("/mnt/");

    private static string Kind(string path) => path switch
    {
        _ when path.StartsWith("/var/lib/php/sessions") => "sessions",
        _ when path.StartsWith("/var/spool/") => "spool",
        _ when path.StartsWith("/tmp") || path.StartsWith("/var/tmp") => "tmp",
        _ when path.StartsWith("/var/cache/") => "cache",
        _ => "other",
    };
}
