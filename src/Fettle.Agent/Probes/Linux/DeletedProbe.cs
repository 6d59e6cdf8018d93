using Fettle.Agent.Platform.Linux;
using Fettle.Diagnosis.Facts;

namespace Fettle.Agent.Probes.Linux;

/// <summary>Deleted files that a process still holds open: their space is not free until it lets go.</summary>
internal static class DeletedProbe
{
    private const string Mark = " (deleted)";
    private const long Smallest = 1024 * 1024;

    /// <param name="Descriptor">Null for a file that is only mapped.</param>
    private sealed record Held(ProcessEntry Process, Mount Mount, string Path, string? Descriptor, long Size, ulong Inode);

    public static Task<Fact.Record?> MeasureAsync(ProbeContext context, CancellationToken cancel)
    {
        var mounts = MountTable.Read();
        var own = ProcessTable.OwnLine();
        var held = new List<Held>();
        foreach (var process in ProcessTable.Read().Where(process => !own.Contains(process.Pid)))
        {
            cancel.ThrowIfCancellationRequested();
            // A file may be held by a descriptor, or only by being mapped: the program itself, a library, an index.
            foreach (var link in TextFile.Paths($"/proc/{process.Pid}/fd").Concat(TextFile.Paths($"/proc/{process.Pid}/map_files")))
            {
                if (TextFile.LinkTarget(link) is not { } target || !target.EndsWith(Mark) || !target.StartsWith('/') || target.StartsWith("/memfd:"))
                    continue;
                // The file itself, through the link: only a regular file without a name counts.
                if (Libc.Stat(link) is not { Links: 0 } file || (file.Mode & 0xF000) is not 0x8000)
                    continue;
                var path = target[..^Mark.Length];
                if (MountTable.Holding(mounts, path, file) is { Kind: "disk" or "memory" or "overlay" or "network" } mount)
                    held.Add(new Held(process, mount, path, link.Contains("/fd/") ? link : null, (long)file.Blocks * 512, file.Inode));
            }
        }
        var facts = held.GroupBy(entry => (entry.Process.Pid, entry.Mount.Path))
            .Select(group => Describe([.. group]))
            .Where(record => record["size"] is Fact.Number { Value: >= Smallest });
        return Task.FromResult<Fact.Record?>(Fact.Of(
            ("list", Fact.ListOf(facts.OrderByDescending(record => ((Fact.Number)record["size"]!).Value))),
            ("total", held.DistinctBy(entry => entry.Inode).Sum(entry => entry.Size))));
    }

    private static Fact.Record Describe(List<Held> group)
    {
        var (process, mount) = (group[0].Process, group[0].Mount);
        var distinct = group.DistinctBy(entry => entry.Inode).ToList();
        var space = Libc.FileSystem(mount.Path);
        return Fact.Of(
            ("key", $"{process.Name} on {mount.Path}"),
            ("pid", process.Pid),
            ("process", process.Name),
            ("unit", process.Unit),
            ("path", distinct.MaxBy(entry => entry.Size)!.Path),
            ("mount", mount.Path),
            ("size", distinct.Sum(entry => entry.Size)),
            ("fds", Fact.ListOf(group.Where(entry => entry.Size > 0).Select(entry => entry.Descriptor).OfType<string>())),
            ("mapped", group.TrueForAll(entry => entry.Descriptor is null)),
            ("mayStop", Suspects.MayStop(process, [])),
            ("mountSize", space is { } all ? (double)all.Blocks * all.FragmentSize : null),
            ("mountAvailable", space is { } free ? (double)free.BlocksAvailable * free.FragmentSize : null),
            ("restartable", Surroundings.HasSystemd && process.Unit is not null));
    }
}
