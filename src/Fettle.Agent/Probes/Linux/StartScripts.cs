using System.Globalization;
using System.Text.RegularExpressions;
using Fettle.Agent.Platform.Linux;
using Fettle.Diagnosis.Facts;

namespace Fettle.Agent.Probes.Linux;

/// <summary>Programs with a start script in /etc/init.d, for systems without systemd: is it there, does it run, did it die?</summary>
internal static partial class StartScripts
{
    private static readonly string[] NoPrograms =
        ["hwclock.sh", "procps", "udev", "kmod", "hostname.sh", "networking", "x11-common", "rc", "rcS", "sendsigs", "urandom", "killprocs", "single", "skeleton", "sudo", "apparmor", "ifupdown-clean"];

    public static IEnumerable<Fact.Record> Describe()
    {
        var processes = ProcessTable.Read();
        foreach (var script in TextFile.Paths("/etc/init.d").Where(File.Exists))
        {
            var name = Path.GetFileName(script);
            var text = TextFile.TryRead(script) ?? "";
            if (NoPrograms.Contains(name) || Assignment("DAEMON", text) is not { } program || !File.Exists(program))
                continue;
            var pidFile = Assignment("PIDFILE", text) ?? $"/run/{name}.pid";
            var pid = TextFile.TryReadWord(pidFile) is { } word && int.TryParse(word.Split('\n')[0], CultureInfo.InvariantCulture, out var number) ? number : (int?)null;
            var running = (pid is not null && processes.Exists(process => process.Pid == pid)) || processes.Exists(process => process.Executable == program || process.Command.StartsWith(program));
            yield return Fact.Of(
                ("name", name),
                ("script", script),
                ("running", running),
                ("stalePid", pid is not null && !running),
                ("enabled", Enumerable.Range(2, 4).Any(level => TextFile.Paths($"/etc/rc{level}.d", $"S??{name}").Count > 0)),
                ("program", program),
                ("pidFile", pidFile),
                ("ports", new Fact.List([.. ListeningPorts.WantedBy(name, "", []).Select(port => (Fact)port)])));
        }
    }

    /// <summary>The same for playbooks that speak of services however they are started: of kind script, with what it shares with a unit.</summary>
    public static Fact.Record AsUnit(Fact.Record script)
    {
        var running = script["running"] is Fact.Flag { Value: true };
        return Fact.Of(
            ("name", script["name"]), ("stem", script["name"]), ("description", script["name"]), ("kind", "script"), ("active", running ? "active" : "inactive"), ("sub", ""), ("result", ""),
            ("restarts", 0), ("script", script["script"]), ("stalePid", script["stalePid"]), ("ports", script["ports"]), ("masked", false), ("incidental", false), ("addressInUse", LoggedInUse(script["name"])));
    }

    /// <summary>The end of the program's own log, where it has one.</summary>
    private static bool LoggedInUse(Fact? name) =>
        name is Fact.Text { Value: var stem } && new[] { $"/var/log/{stem}/error.log", $"/var/log/{stem}/{stem}.log", $"/var/log/{stem}.log" }.SelectMany(TextFile.Lines).TakeLast(20).Any(ListeningPorts.SaysInUse);

    /// <returns>The value of a shell assignment when it is a plain path, with $NAME filled in.</returns>
    private static string? Assignment(string variable, string text)
    {
        foreach (Match match in PlainAssignment().Matches(text))
        {
            if (match.Groups["name"].Value != variable)
                continue;
            var value = match.Groups["value"].Value.Trim('"', '\'');
            if (PlainAssignment().Matches(text).FirstOrDefault(other => other.Groups["name"].Value is "NAME") is { } own)
                value = value.Replace("${NAME}", own.Groups["value"].Value.Trim('"', '\'')).Replace("$NAME", own.Groups["value"].Value.Trim('"', '\''));
            if (value.StartsWith('/') && !value.Contains('$'))
                return value;
        }
        return null;
    }

    [GeneratedRegex(@"^\s*(?<name>[A-Z_]+)=(?<value>[^\s#;]+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex PlainAssignment();
}
