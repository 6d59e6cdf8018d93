using System.Globalization;

namespace Fettle.Agent.Platform.Linux;

/// <summary>One process, as /proc tells of it.</summary>
/// <param name="Ticks">Processor time so far, in clock ticks.</param>
/// <param name="Started">Clock ticks from boot.</param>
/// <param name="Resident">Bytes of memory.</param>
/// <param name="ChildTicks">The same of its children that have ended.</param>
internal sealed record ProcessEntry(int Pid, string Name, char State, int Parent, long Ticks, long ChildTicks, int Nice, long Started, long Resident)
{
    private static readonly char[] Blanks = [' ', '\t'];

    public bool IsKernel => Pid is 2 || Parent is 2;

    public string Command => field ??= TextFile.TryRead($"/proc/{Pid}/cmdline")?.Replace('\0', ' ').Trim() is { Length: > 0 } line ? line : Name;

    public string? Executable => TextFile.LinkTarget($"/proc/{Pid}/exe");

    /// <summary>The user's number.</summary>
    public int? Uid =>
        TextFile.Lines($"/proc/{Pid}/status").FirstOrDefault(line => line.StartsWith("Uid:"))?.Split(Blanks, StringSplitOptions.RemoveEmptyEntries) is [_, var uid, ..]
            ? int.Parse(uid, CultureInfo.InvariantCulture)
            : null;

    /// <summary>The systemd service or scope that it runs in; null outside of any.</summary>
    public string? Unit
    {
        get
        {
            var group = TextFile.Lines($"/proc/{Pid}/cgroup").FirstOrDefault(line => line.StartsWith("0::") || line.Contains(":name=systemd:"));
            var unit = group?.Split('/').LastOrDefault(part => part.EndsWith(".service"));
            return unit is null || unit.StartsWith("user@") ? null : unit;
        }
    }
}

/// <summary>The processes that belong to this system.</summary>
internal static class ProcessTable
{
    public static long TicksPerSecond { get; } = Libc.SystemConfiguration(2) is > 0 and var ticks ? ticks : 100;

    private static readonly long Page = Environment.SystemPageSize;

    /// <summary>
    /// All processes whose root is this system's root. In a chroot that shares /proc with its host, the host's processes are none of ours.
    /// </summary>
    public static List<ProcessEntry> Read()
    {
        var mine = Libc.Stat("/");
        var chroot = Surroundings.IsChroot;
        var entries = new List<ProcessEntry>();
        foreach (var folder in TextFile.Paths("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder.AsSpan()), out var pid) || Read(pid) is not { } entry)
                continue;
            if (chroot && (Libc.Stat($"/proc/{pid}/root/") is not { } root || root.Inode != mine?.Inode || root.Major != mine?.Major || root.Minor != mine?.Minor))
                continue;
            entries.Add(entry);
        }
        return entries;
    }

    /// <returns>Null when there is no such process any more.</returns>
    public static ProcessEntry? Read(int pid)
    {
        // pid (name with anything in it) S ppid …
        if (TextFile.TryRead($"/proc/{pid}/stat") is not { } line || line.LastIndexOf(')') is var close && close < 0)
            return null;
        var name = line[(line.IndexOf('(') + 1)..close];
        var fields = line[(close + 2)..].Split(' ');
        if (fields.Length < 22)
            return null;
        long Field(int number) => long.Parse(fields[number - 3], CultureInfo.InvariantCulture);
        return new ProcessEntry(pid, name, fields[0][0], (int)Field(4), Field(14) + Field(15), Field(16) + Field(17), (int)Field(19), Field(22), Field(24) * Page);
    }

    /// <returns>When a process started, in seconds since 1970; of process 1, when this system did.</returns>
    public static long? StartOf(int pid) =>
        Read(pid) is { } process && TextFile.Lines("/proc/stat").FirstOrDefault(line => line.StartsWith("btime "))?["btime ".Length..] is { } boot && long.TryParse(boot, out var at)
            ? at + (process.Started / TicksPerSecond)
            : null;

    /// <summary>This process and those that started it: none of them is ever a suspect.</summary>
    public static HashSet<int> OwnLine()
    {
        var line = new HashSet<int>();
        for (var pid = Environment.ProcessId; pid > 0 && line.Add(pid);)
            pid = Read(pid)?.Parent ?? 0;
        return line;
    }
}
