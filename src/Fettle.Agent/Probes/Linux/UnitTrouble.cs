using System.Text.RegularExpressions;
using Fettle.Agent.Platform;
using Fettle.Agent.Platform.Linux;
using Fettle.Diagnosis.Facts;

namespace Fettle.Agent.Probes.Linux;

/// <summary>Why a service is not well: what it needs and has not, what its own check of its configuration says, what it logged last.</summary>
internal sealed partial record UnitTrouble(
    string? Program, bool ProgramMissing, bool NotExecutable, string? UserMissing, string? FolderMissing, string? FolderNotOwned, string? RunsAs, string? EnvironmentMissing,
    string? ConfigCheck, string? ConfigError, string? ConfigFile, string? ConfigBackup, string[] Logs)
{
    /// <summary>By the unit's stem: the program's own check of its configuration, which changes nothing.</summary>
    private static readonly Dictionary<string, string[]> Checks = new()
    {
        ["nginx"] = ["nginx", "-t", "-q"],
        ["apache2"] = ["apache2ctl", "configtest"],
        ["ssh"] = ["sshd", "-t"],
        ["sshd"] = ["sshd", "-t"],
        ["named"] = ["named-checkconf"],
        ["bind9"] = ["named-checkconf"],
        ["haproxy"] = ["haproxy", "-c", "-f", "/etc/haproxy/haproxy.cfg"],
        ["dnsmasq"] = ["dnsmasq", "--test"],
        ["unbound"] = ["unbound-checkconf"],
        ["lighttpd"] = ["lighttpd", "-tt", "-f", "/etc/lighttpd/lighttpd.conf"],
        ["cups"] = ["cupsd", "-t"],
        ["squid"] = ["squid", "-k", "parse"],
        ["rsyslog"] = ["rsyslogd", "-N1"],
        ["nftables"] = ["nft", "-c", "-f", "/etc/nftables.conf"],
    };

    public static async Task<UnitTrouble> FindAsync(string unit, string stem, Dictionary<string, string> properties, CancellationToken cancel)
    {
        string Value(string key) => properties.GetValueOrDefault(key, "");
        var program = ProgramPath().Match(Value("ExecStart")) is { Success: true } match ? match.Groups["path"].Value : null;
        var mode = program is null ? null : Libc.Stat(program)?.Mode;
        var user = Value("User");
        var folder = Value("WorkingDirectory").TrimStart('!', '-');
        var environment = Value("EnvironmentFiles").Split('\n').Select(line => line.Split(" (ignore_errors=no)")).FirstOrDefault(parts => parts.Length > 1 && !File.Exists(parts[0]))?[0];
        var (check, error) = await CheckAsync(stem, cancel);
        var logs = await Systemd.LogAsync(unit, cancel);
        var blamed = error is null ? null : BlamedFile().Matches(error).Select(found => found.Groups["file"].Value).FirstOrDefault(File.Exists);
        return new UnitTrouble(
            program,
            program is not null && mode is null,
            mode is { } bits && (bits & 0x49) is 0,
            user.Length > 0 && !int.TryParse(user, out _) && !UserTable.Read().Exists(known => known.Name == user) ? user : null,
            folder.StartsWith('/') && !Directory.Exists(folder) ? folder : null,
            NotOwned(user, logs),
            user.Length > 0 ? user : null,
            environment,
            check, error, blamed, blamed is null ? null : Backup(blamed),
            logs);
    }

    public Fact.Record Facts() => Fact.Of(
        ("program", Program),
        ("programMissing", ProgramMissing),
        ("programNotExecutable", NotExecutable),
        ("userMissing", UserMissing),
        ("folderMissing", FolderMissing),
        ("folderNotOwned", FolderNotOwned),
        ("runsAs", RunsAs),
        ("environmentMissing", EnvironmentMissing),
        ("configCheck", ConfigCheck),
        ("configError", ConfigError),
        ("configFile", ConfigFile),
        ("configBackup", ConfigBackup),
        ("logs", Fact.ListOf(Logs.TakeLast(8))),
        ("lastLog", Logs.LastOrDefault(line => !SystemdsOwn().IsMatch(line)) ?? Logs.LastOrDefault()),
        ("addressInUse", Array.Exists(Logs, line => ListeningPorts.SaysInUse(line)) || ListeningPorts.SaysInUse(ConfigError ?? "")),
        ("outOfMemory", Array.Exists(Logs, line => line.Contains("oom-kill") || line.Contains("Out of memory"))),
        ("noSpace", Array.Exists(Logs, line => line.Contains("No space left on device"))));

    private static async Task<(string? Command, string? Error)> CheckAsync(string stem, CancellationToken cancel)
    {
        if (!Checks.TryGetValue(stem, out var check) || await Tool.RunAsync(check[0], check[1..], cancel) is not { } result)
            return (null, null);
        var said = $"{result.Error}\n{result.Output}".Trim();
        return (string.Join(' ', check), result.ExitCode is 0 || ListeningPorts.SaysInUse(said) ? null : said.Length > 400 ? said[..400] : said);
    }

    /// <summary>A folder of its own under /var that belongs to root, as after a restore: its home, or what the log says that it may not write.</summary>
    private static string? NotOwned(string user, string[] logs)
    {
        if (!Array.Exists(logs, line => line.Contains("ermission denied")) || UserTable.Read().Find(known => known.Name == user) is not { Uid: not 0 } account)
            return null;
        var denied = logs.Select(line => DeniedPath().Match(line)).Where(match => match.Success).Select(match => Path.GetDirectoryName(match.Groups["path"].Value));
        return denied.Append(account.Home).OfType<string>()
            .FirstOrDefault(folder => folder.StartsWith("/var/") && folder.Count(c => c is '/') > 2 && Libc.Stat(folder) is { Uid: 0 });
    }

    /// <summary>The newest copy beside the file, as editors, packages and careful people leave them.</summary>
    private static string? Backup(string file) =>
        new[] { ".bak", ".orig", ".old", ".save", "~", ".dpkg-dist", ".dpkg-old", ".ucf-old", ".backup", ".good" }.Select(ending => file + ending).Where(File.Exists)
            .MaxBy(path => Libc.Stat(path)?.Modified ?? 0);

    [GeneratedRegex(@"(?<path>/var/[^\s:'""]+)\W*[Pp]ermission denied", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DeniedPath();

    [GeneratedRegex(@"path=(?<path>/[^ ;]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ProgramPath();

    [GeneratedRegex(@"(?<file>/etc/[^\s:'"",]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BlamedFile();

    [GeneratedRegex(@"^(Start|Stopp|Fail|Schedul)(ed|ing|ped) |: (Main process exited|Failed with result|Control process exited|Scheduled restart job|Start request repeated|Deactivated|Consumed )", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SystemdsOwn();
}
