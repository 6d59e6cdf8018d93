using System.Globalization;
using System.Text;

namespace Fettle.Agent.Platform.Linux;

/// <summary>A line of /proc/self/mountinfo.</summary>
internal sealed record Mount(string Path, string Root, string Device, string Type, uint Major, uint Minor, string[] Options, string[] SuperOptions)
{
    public bool IsReadOnly => Options.Contains("ro") || SuperOptions.Contains("ro") || IsAfterError;

    /// <summary>The kernel lets nothing be written after an error, whatever the mount's flags say.</summary>
    public bool IsAfterError => SuperOptions.Contains("emergency_ro") || SuperOptions.Contains("shutdown");

    /// <summary>disk, memory, network, overlay, image (read-only by nature) or system.</summary>
    public string Kind => Type switch
    {
        "ext2" or "ext3" or "ext4" or "xfs" or "btrfs" or "vfat" or "exfat" or "f2fs" or "zfs" or "jfs" or "reiserfs" or "ntfs" or "ntfs3" or "fuseblk" or "bcachefs" or "nilfs2" => "disk",
        "tmpfs" or "ramfs" => "memory",
        "nfs" or "nfs4" or "cifs" or "smb3" or "smbfs" or "9p" or "ceph" or "glusterfs" or "fuse.sshfs" or "virtiofs" => "network",
        "overlay" or "aufs" or "fuse-overlayfs" or "fuse.fuse-overlayfs" => "overlay",
        "squashfs" or "iso9660" or "udf" or "erofs" or "cramfs" or "romfs" or "fuse.snapfuse" or "fuse.squashfuse" or "fuse.archivemount" => "image",
        _ => "system",
    };
}

/// <summary>A line of /etc/fstab.</summary>
internal sealed record FstabEntry(int Line, string Device, string Path, string Type, string[] Options);

internal static class MountTable
{
    /// <summary>What is mounted, the last mount of each path only: it hides the others.</summary>
    public static List<Mount> Read()
    {
        var mounts = new Dictionary<string, Mount>();
        foreach (var line in TextFile.Lines("/proc/self/mountinfo"))
        {
            // 36 35 98:0 /root /path rw,noatime shared:1 - ext4 /dev/sda1 rw,errors=continue
            var fields = line.Split(' ');
            var dash = Array.IndexOf(fields, "-");
            if (dash < 6 || fields.Length < dash + 4)
                continue;
            var device = fields[2].Split(':');
            var path = Unescape(fields[4]);
            mounts.Remove(path);
            mounts[path] = new Mount(path, Unescape(fields[3]), Unescape(fields[dash + 2]), fields[dash + 1],
                uint.Parse(device[0], CultureInfo.InvariantCulture), uint.Parse(device[1], CultureInfo.InvariantCulture),
                fields[5].Split(','), fields[dash + 3].Split(','));
        }
        return [.. mounts.Values];
    }

    /// <summary>The mount that holds a path.</summary>
    public static Mount? Holding(IEnumerable<Mount> mounts, string path) =>
        mounts.Where(mount => mount.Path is "/" || path == mount.Path || path.StartsWith(mount.Path + "/")).MaxBy(mount => mount.Path.Length);

    /// <summary>
    /// The mount that holds a file of which only a descriptor is known: its device tells, even where the path is written as another mount namespace sees it.
    /// </summary>
    public static Mount? Holding(IReadOnlyList<Mount> mounts, string path, Libc.Statx file)
    {
        var same = mounts.Where(mount => mount.Major == file.Major && mount.Minor == file.Minor).ToList();
        return Holding(same, path) ?? same.MinBy(mount => mount.Root.Length + mount.Path.Length) ?? Holding(mounts, path);
    }

    public static IEnumerable<FstabEntry> Fstab(Action<int, string, string>? onError = null)
    {
        var number = 0;
        foreach (var line in TextFile.Lines("/etc/fstab"))
        {
            number++;
            var text = line.Trim();
            if (text.Length is 0 || text[0] is '#')
                continue;
            var fields = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length < 3)
                onError?.Invoke(number, text, "a line needs a device, a mount point and a type");
            else if (fields[1] is not ("none" or "swap") && !fields[1].StartsWith('/'))
                onError?.Invoke(number, text, "the mount point is no absolute path");
            else
                yield return new FstabEntry(number, Unescape(fields[0]), Unescape(fields[1]), fields[2], fields.Length > 3 ? fields[3].Split(',') : ["defaults"]);
        }
    }

    /// <summary>Space, tab, newline and backslash are written as octal numbers.</summary>
    private static string Unescape(string field)
    {
        if (!field.Contains('\\'))
            return field;
        var text = new StringBuilder();
        for (var at = 0; at < field.Length; at++)
        {
            if (field[at] is '\\' && at + 3 < field.Length && field.AsSpan(at + 1, 3).ContainsAnyExceptInRange('0', '7') is false)
            {
                text.Append((char)Convert.ToInt32(field.Substring(at + 1, 3), 8));
                at += 3;
            }
            else
            {
                text.Append(field[at]);
            }
        }
        return text.ToString();
    }
}
