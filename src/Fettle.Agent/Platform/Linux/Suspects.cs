namespace Fettle.Agent.Platform.Linux;

/// <summary>Which processes a remedy may stop.</summary>
internal static class Suspects
{
    private static readonly string[] Untouchable =
        ["systemd", "init", "sshd", "login", "agetty", "dbus-daemon", "systemd-journal", "systemd-udevd", "systemd-logind", "fettle-agent", "containerd", "dockerd", "Xorg", "gnome-shell", "bash", "sh", "sudo", "su"];

    /// <summary>Not pid 1, not the kernel's, not a way to log in, not a shell that somebody sits at, not what started us.</summary>
    public static bool MayStop(ProcessEntry process, HashSet<int> ownLine) =>
        process.Pid > 1 && !process.IsKernel && !ownLine.Contains(process.Pid)
        && (!Untouchable.Contains(process.Name) || (process.Name is "bash" or "sh" && !HasTerminal(process)));

    private static bool HasTerminal(ProcessEntry process) => TextFile.LinkTarget($"/proc/{process.Pid}/fd/0") is { } input && input.StartsWith("/dev/pts/");

    public static string UserOf(ProcessEntry process, List<UserEntry> users) => process.Uid is { } uid ? UserTable.NameOf(users, (uint)uid) : "unknown";
}
