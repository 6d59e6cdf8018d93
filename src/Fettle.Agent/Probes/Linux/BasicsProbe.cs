using Fettle.Agent.Platform;
using Fettle.Agent.Platform.Linux;
using Fettle.Diagnosis.Facts;

namespace Fettle.Agent.Probes.Linux;

/// <summary>Permissions, device nodes and small things that everything leans on.</summary>
internal static class BasicsProbe
{
    private const int Type = 0xF000, CharacterDevice = 0x2000, Folder = 0x4000;

    public static async Task<Fact.Record?> MeasureAsync(ProbeContext context, CancellationToken cancel)
    {
        var wrong = new List<Fact.Record>();
        foreach (var (path, want) in new[] { ("/tmp", 0x3FF), ("/var/tmp", 0x3FF), ("/", 0x1ED), ("/etc", 0x1ED), ("/usr", 0x1ED), ("/var", 0x1ED), ("/home", 0x1ED), ("/usr/bin", 0x1ED) })
            Mode(path, want, isFolder: true, wrong);
        foreach (var path in new[] { "/etc/passwd", "/etc/group", "/etc/hosts", "/etc/nsswitch.conf", "/etc/resolv.conf", "/etc/profile", "/etc/ld.so.cache" })
            Mode(path, 0x1A4, isFolder: false, wrong);
        foreach (var (path, minor) in new[] { ("/dev/null", 3u), ("/dev/zero", 5u), ("/dev/random", 8u), ("/dev/urandom", 9u), ("/dev/full", 7u) })
            Device(path, minor, wrong);
        foreach (var path in new[] { "/usr/bin/sudo", "/usr/bin/su", "/usr/bin/passwd" })
        {
            if (Libc.Stat(path) is { } tool && ((tool.Mode & 0x800) is 0 || tool.Uid is not 0))
                wrong.Add(Wrong(path, "it needs to run as root for everybody", Octal(tool.Mode), "4755", "mode"));
        }
        if (TextFile.TryReadWord("/etc/ld.so.preload") is { } preload && preload.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(library => library.StartsWith('/') && !File.Exists(library)) is { } gone)
            wrong.Add(Wrong("/etc/ld.so.preload", $"it names {gone}, which is not there", "a missing library", "no such line", "preload"));
        var sudo = await SudoErrorAsync(cancel);
        var ssh = File.Exists("/usr/sbin/sshd");
        return Fact.Of(
            ("wrong", Fact.ListOf(wrong)),
            ("sshInstalled", ssh),
            ("sshKeysMissing", ssh && TextFile.Paths("/etc/ssh", "ssh_host_*_key").Count is 0),
            ("sshError", ssh && TextFile.Paths("/etc/ssh", "ssh_host_*_key").Count > 0 ? await SshErrorAsync(cancel) : null),
            ("sudoError", sudo?.Says),
            ("sudoFile", sudo?.File),
            ("cronIgnored", Fact.ListOf(CronTables.Ignored().Select(table => Fact.Of(("path", table.Path), ("why", table.Why))))),
            ("localeMissing", LocaleSetting.Missing()),
            ("localeFile", LocaleSetting.File),
            ("cronInstalled", File.Exists("/usr/sbin/cron")),
            ("cronRunning", ProcessTable.Read().Exists(process => process.Name is "cron" or "crond" or "anacron")));
    }

    private static void Mode(string path, int want, bool isFolder, List<Fact.Record> wrong)
    {
        if (Libc.Stat(path) is not { } entry)
            return;
        var mode = entry.Mode & 0xFFF;
        if (isFolder != ((entry.Mode & Type) is Folder))
            return;
        // Only what is missing for everybody counts: stricter or wider group rights may be somebody's wish, a folder nobody may enter is not.
        var lacks = isFolder ? (want is 0x3FF ? mode is not 0x3FF : (mode & 0x5) is not 0x5 && path is not "/home") : (mode & 0x4) is 0;
        if (lacks)
            wrong.Add(Wrong(path, isFolder && want is 0x3FF ? "not everybody can keep temporary files there" : "not everybody can read it", Octal(entry.Mode), Octal((ushort)want), "mode"));
        else if (entry.Uid is not 0 && path is "/" or "/etc" or "/usr" or "/var" or "/tmp" && Surroundings.Container is null && entry.Uid < 65534)
            wrong.Add(Wrong(path, "it does not belong to root", entry.Uid.ToString(), "0", "owner"));
    }

    private static void Device(string path, uint minor, List<Fact.Record> wrong)
    {
        if (!Directory.Exists("/dev/pts") && !File.Exists("/dev/tty") && !File.Exists("/dev/null") && !File.Exists("/dev/zero"))
            return;
        if (Libc.Stat(path) is not { } node)
        {
            if (path is "/dev/null" or "/dev/zero" or "/dev/urandom")
                wrong.Add(Wrong(path, "it is missing", "nothing", "a device", "device", minor));
        }
        else if ((node.Mode & Type) is not CharacterDevice || node.DeviceMajor is not 1 || node.DeviceMinor != minor)
        {
            wrong.Add(Wrong(path, "it is an ordinary file instead of the device", "a file", "a device", "device", minor));
        }
        else if ((node.Mode & 0x1B6) is not 0x1B6 && path is "/dev/null" or "/dev/zero" or "/dev/full")
        {
            wrong.Add(Wrong(path, "not everybody can use it", Octal(node.Mode), "666", "mode"));
        }
    }

    private static async Task<string?> SshErrorAsync(CancellationToken cancel)
    {
        var check = await Tool.RunAsync("sshd", ["-t"], cancel);
        return check is null or { ExitCode: 0 } || check.Error.Contains("privilege separation directory") ? null : check.Error.Trim();
    }

    /// <summary>sudo refuses everybody for one mistake in any of its files.</summary>
    private static async Task<(string Says, string? File)?> SudoErrorAsync(CancellationToken cancel)
    {
        // /etc/sudoers.d/alice:1:18: syntax error
        if (await Tool.RunAsync("visudo", ["-c"], cancel) is not { ExitCode: not 0 } check)
            return null;
        var said = $"{check.Error}\n{check.Output}".Split('\n').FirstOrDefault(line => line.StartsWith("/etc/") && !line.EndsWith("parsed OK"))?.Trim();
        return said is null ? null : (said, said.Split(':')[0]);
    }

    private static Fact.Record Wrong(string path, string what, string have, string want, string kind, uint minor = 0) =>
        Fact.Of(("path", path), ("what", what), ("have", have), ("want", want), ("kind", kind), ("major", kind is "device" ? 1 : null), ("minor", kind is "device" ? minor : null));

    private static string Octal(ushort mode) => Convert.ToString(mode & 0xFFF, 8);
}
