using Fettle.Protocol;

namespace Fettle.Agent.Platform.Linux.Inventory;

/// <summary>Mounted file systems that hold somebody's data; not the kernel's own, and not images that are full by nature.</summary>
internal static class FileSystems
{
    private static readonly string[] Local = ["ext2", "ext3", "ext4", "xfs", "btrfs", "zfs", "f2fs", "jfs", "reiserfs", "bcachefs", "vfat", "exfat", "ntfs", "ntfs3", "fuseblk", "overlay"];
    private static readonly string[] Remote = ["nfs", "nfs4", "cifs", "smb3", "ceph", "glusterfs", "fuse.sshfs", "9p", "virtiofs"];

    public static IReadOnlyList<InventoryItem> Read() =>
        [.. TextFile.Lines("/proc/self/mountinfo").Select(Parse).OfType<Mount>()
            .Where(mount => Local.Contains(mount.Type) || Remote.Contains(mount.Type))
            .Where(mount => (mount.Type != "overlay" || mount.Point == "/") && Directory.Exists(mount.Point)) // not those of containers and name spaces
            .GroupBy(mount => mount.Point).Select(over => over.Last()) // mounted over each other: the last one is seen
            .OrderBy(mount => mount.Point.Length).DistinctBy(mount => mount.Type == "btrfs" ? mount.Device + mount.Root : mount.Device) // bind mounts, once
            .Select(Describe)];

    /// <param name="Root">Which folder of the file system is mounted; other than / for bind mounts.</param>
    private sealed record Mount(string Point, string Root, string Device, string Type, bool ReadOnly);

    /// <summary>proc(5): id, parent, major:minor, root, mount point, options, optional fields, a dash, type, source, options.</summary>
    private static Mount? Parse(string line)
    {
        var parts = line.Split(' ');
        var dash = Array.IndexOf(parts, "-");
        return dash > 5 && parts.Length > dash + 2
            ? new Mount(Unescape(parts[4]), parts[3], Unescape(parts[dash + 2]), parts[dash + 1], parts[5].Split(',').Contains("ro"))
            : null;
    }

    private static InventoryItem Describe(Mount mount)
    {
        // Asking a file server that is away would hang.
        var room = Local.Contains(mount.Type) ? Room(mount.Point) : null;
        return new Fields
        {
            { "device", mount.Device },
            { "type", mount.Type },
            { "size", room?.Size },
            { "used", room?.Used },
            { "readOnly", mount.ReadOnly },
        }.ToItem(mount.Point);
    }

    private static (long Size, long Used)? Room(string point)
    {
        try
        {
            var drive = new DriveInfo(point);
            return (drive.TotalSize, Rounded(drive.TotalSize - drive.TotalFreeSpace, drive.TotalSize));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>To a fiftieth of the size: a device that idles has no differences to send, and the exact figure comes with every status.</summary>
    private static long Rounded(long used, long size)
    {
        var step = Math.Max(1, size / 50);
        return (used + step / 2) / step * step;
    }

    private static string Unescape(string text) => text.Replace(@"\040", " ").Replace(@"\011", "\t").Replace(@"\134", @"\");
}
