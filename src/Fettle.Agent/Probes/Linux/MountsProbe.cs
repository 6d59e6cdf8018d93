using Fettle.Agent.Platform.Linux;
using Fettle.Diagnosis.Facts;

namespace Fettle.Agent.Probes.Linux;

/// <summary>Mounted file systems, and what /etc/fstab wants.</summary>
internal static class MountsProbe
{
    private static readonly TimeSpan OneAnswer = TimeSpan.FromSeconds(2.5);

    public static async Task<Fact.Record?> MeasureAsync(ProbeContext context, CancellationToken cancel)
    {
        var mounts = MountTable.Read();
        var errors = new List<Fact.Record>();
        var fstab = MountTable.Fstab((line, text, reason) => errors.Add(Fact.Of(("line", line), ("text", text), ("reason", reason)))).ToList();
        var facts = await Task.WhenAll(mounts.Where(mount => mount.Kind is not "system").Select(mount => MeasureAsync(mount, fstab)));
        var swap = fstab.Find(entry => entry.Type is "swap" && !entry.Options.Contains("noauto"));
        return Fact.Of(
            ("list", Fact.ListOf(facts)),
            ("missing", Fact.ListOf(Missing(mounts, fstab))),
            ("fstabErrors", Fact.ListOf(errors)),
            ("swapWanted", swap is not null),
            ("swapActive", TextFile.Lines("/proc/swaps").Skip(1).Any(line => line.Length > 0)),
            ("swapDevice", swap?.Device),
            ("swapDeviceExists", swap is null ? null : DevicePath(swap.Device) is { } path && File.Exists(path)));
    }

    private static async Task<Fact.Record> MeasureAsync(Mount mount, List<FstabEntry> fstab)
    {
        // statvfs on a dead network mount never returns; the thread is left behind.
        var asked = Task.Factory.StartNew(() => Libc.FileSystem(mount.Path), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var responds = await Task.WhenAny(asked, Task.Delay(OneAnswer)) == asked;
        var space = responds ? await asked : null;
        var entry = fstab.FindLast(entry => entry.Path == mount.Path);
        return Fact.Of(
            ("path", mount.Path),
            ("device", mount.Device),
            ("type", mount.Type),
            ("kind", mount.Kind),
            ("size", space is { } s ? (double)s.Blocks * s.FragmentSize : null),
            ("available", space is { } a ? (double)a.BlocksAvailable * a.FragmentSize : null),
            ("usedShare", space is { Blocks: > 0 } u ? Share(u.Blocks - u.BlocksFree, u.BlocksAvailable) : null),
            ("inodes", space is { Files: > 0 } i ? (double)i.Files : null),
            ("inodesFree", space is { Files: > 0 } f ? (double)f.FilesFree : null),
            ("inodeShare", space is { Files: > 0 } n ? Share(n.Files - n.FilesFree, n.FilesFree) : null),
            ("readOnly", mount.IsReadOnly),
            ("wantsWrite", WantsWrite(mount, entry)),
            ("inFstab", entry is not null),
            ("fstabReadOnly", entry?.Options.Contains("ro") is true),
            ("afterError", mount.IsAfterError),
            ("responds", responds),
            ("bindOnly", mount.Options.Contains("ro") && !mount.SuperOptions.Contains("ro")),
            ("ordinary", IsOrdinary(mount)),
            ("writtenSinceBoot", responds && mount.IsReadOnly ? WrittenSinceBoot(mount) : null),
            ("options", string.Join(',', mount.Options)),
            ("deviceReadOnly", DeviceIsReadOnly(mount)));
    }

    private static double Share(ulong used, ulong free) => used + free is 0 ? 0 : (double)used / (used + free);

    /// <summary>
    /// fstab says so; or it says nothing and the super block was mounted writable, then fell back after an error. A bind mount or an image
    /// that is read-only was made so on purpose.
    /// </summary>
    private static bool WantsWrite(Mount mount, FstabEntry? entry)
    {
        if (mount.Kind is "image" or "system")
            return false;
        if (entry is not null)
            return !entry.Options.Contains("ro") && entry.Type is not ("squashfs" or "iso9660");
        return mount.IsAfterError;
    }

    /// <summary>A folder that people or programs store things in, and no plumbing of the system or of a container.</summary>
    private static bool IsOrdinary(Mount mount) =>
        mount.Kind is "disk" or "memory" or "overlay" or "network" && Directory.Exists(mount.Path)
        && !new[] { "/proc", "/sys", "/dev", "/run/host", "/run/systemd", "/run/credentials", "/run/user", "/usr", "/lib", "/snap", "/boot/efi" }
            .Any(folder => mount.Path == folder || mount.Path.StartsWith(folder + "/"));

    /// <summary>Something at its top changed after this system started: so it was writable then.</summary>
    private static bool WrittenSinceBoot(Mount mount)
    {
        var boot = ProcessTable.StartOf(1) ?? long.MaxValue;
        return TextFile.Paths(mount.Path).Take(200).Append(mount.Path).Any(path => Libc.Stat(path, follow: false) is { } entry && entry.Changed > boot + 1);
    }

    private static Fact? DeviceIsReadOnly(Mount mount) =>
        TextFile.TryReadNumber($"/sys/dev/block/{mount.Major}:{mount.Minor}/ro") is { } flag ? flag is 1 : null;

    private static IEnumerable<Fact.Record> Missing(List<Mount> mounts, List<FstabEntry> fstab) =>
        fstab.Where(entry => entry.Type is not ("swap" or "ignore") && entry.Path.StartsWith('/') && !mounts.Exists(mount => mount.Path == entry.Path.TrimEnd('/') || entry.Path is "/"))
            .Select(entry => Fact.Of(
                ("path", entry.Path),
                ("device", entry.Device),
                ("type", entry.Type),
                ("deviceExists", DevicePath(entry.Device) is { } path ? File.Exists(path) || Directory.Exists(path) : null),
                ("pathExists", Directory.Exists(entry.Path)),
                ("optional", entry.Options.Any(option => option is "noauto" or "nofail" or "x-systemd.automount" or "user" or "users"))));

    /// <returns>The device's file; null for network and virtual devices, of which a file says nothing.</returns>
    private static string? DevicePath(string device)
    {
        foreach (var (tag, folder) in new[] { ("UUID=", "by-uuid"), ("LABEL=", "by-label"), ("PARTUUID=", "by-partuuid"), ("PARTLABEL=", "by-partlabel") })
        {
            if (device.StartsWith(tag))
                return $"/dev/disk/{folder}/{device[tag.Length..].Trim('"')}";
        }
        return device.StartsWith('/') ? device : null;
    }
}
