namespace Fettle.Agent.Platform.Linux;

/// <summary>In what this system runs: on iron, in a machine, in a container, in a chroot.</summary>
internal static class Surroundings
{
    /// <summary>Whether pid 1 has another root than we: then the processes that /proc shows are mostly not ours.</summary>
    public static bool IsChroot { get; } = Libc.Stat("/") is { } mine && Libc.Stat("/proc/1/root/") is { } first
        && (mine.Inode != first.Inode || mine.Major != first.Major || mine.Minor != first.Minor);

    /// <summary>The container's kind; null outside of one.</summary>
    public static string? Container { get; } = FindContainer();

    /// <summary>Whether systemd is pid 1 of this very system.</summary>
    public static bool HasSystemd { get; } = !IsChroot && Directory.Exists("/run/systemd/system") && TextFile.TryReadWord("/proc/1/comm") is "systemd" or "init";

    private static string? FindContainer()
    {
        if (TextFile.TryReadWord("/run/systemd/container") is { } known)
            return known;
        if (TextFile.TryRead("/proc/1/environ")?.Split('\0').FirstOrDefault(entry => entry.StartsWith("container=")) is { } entry)
            return entry["container=".Length..];
        if (File.Exists("/.dockerenv"))
            return "docker";
        if (File.Exists("/run/.containerenv"))
            return "podman";
        // The first process of the machine's own pid namespace has this inode number.
        return TextFile.LinkTarget("/proc/self/ns/pid") is { } space && space != "pid:[4026531836]" ? "namespace" : null;
    }
}
