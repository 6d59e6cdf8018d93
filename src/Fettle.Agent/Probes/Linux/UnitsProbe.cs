using System.Globalization;
using Fettle.Agent.Platform.Linux;
using Fettle.Diagnosis.Facts;

namespace Fettle.Agent.Probes.Linux;

/// <summary>What systemd runs, or where there is none, what start scripts are there for.</summary>
internal static class UnitsProbe
{
    /// <summary>These depend on hardware, on a console, or on a network that a container may not have; nobody misses them.</summary>
    private static readonly string[] Incidental =
    [
        "systemd-networkd-wait-online", "NetworkManager-wait-online", "ifupdown-wait-online", "ifupdown-pre", "systemd-modules-load", "systemd-sysctl", "systemd-remount-fs",
        "systemd-udevd", "systemd-udev-", "kmod-static-nodes", "modprobe@", "systemd-binfmt", "systemd-logind", "sys-", "dev-", "proc-sys-fs-binfmt", "getty@", "console-getty",
        "container-getty@", "serial-getty@", "systemd-journald-audit", "systemd-random-seed", "systemd-vconsole-setup", "keyboard-setup", "console-setup", "systemd-firstboot",
        "systemd-resolved-monitor", "systemd-oomd", "user@", "user-runtime-dir@", "systemd-machine-id-commit", "e2scrub", "fstrim", "systemd-pstore", "systemd-boot", "rc-local",
        "systemd-rfkill", "systemd-backlight@", "ldconfig", "systemd-hwdb-update", "systemd-journal-catalog", "initrd", "emergency", "rescue", "debug-shell", "systemd-hostnamed",
        "systemd-tmpfiles", "systemd-update-utmp", "apt-daily", "man-db", "dpkg-db-backup", "logrotate", "plymouth", "blk-availability", "systemd-network-generator",
    ];

    public static async Task<Fact.Record?> MeasureAsync(ProbeContext context, CancellationToken cancel)
    {
        if (!Surroundings.HasSystemd)
        {
            var scripts = StartScripts.Describe().ToList();
            return Fact.Of(("answers", false), ("list", Fact.ListOf(scripts.Select(StartScripts.AsUnit))), ("unmanaged", Fact.ListOf(scripts)));
        }
        var listed = await Systemd.ShowAsync(["*.service", "*.socket", "*.mount", "*.timer"], cancel);
        if (listed is null)
            return Fact.Of(("answers", false));
        var known = listed.Select(unit => unit.GetValueOrDefault("Id", "")).ToHashSet();
        var files = await Systemd.FilesAsync(cancel);
        // Units that nothing has loaded: of them only those matter that somebody took out of service.
        var idle = files.Where(file => !known.Contains(file.Name) && !file.Name.Contains("@.") && (file.State.StartsWith("masked") ? Systemd.IsMaskedByAdministrator(file.Name)
            : file.State is "disabled" && (file.Preset is "enabled" || Systemd.WasEnabled(file.Name)))).Select(file => file.Name).ToList();
        if (idle.Count > 0)
            listed.AddRange(await Systemd.ShowAsync(idle, cancel) ?? []);
        var stopped = await Systemd.StoppedAsync(cancel);
        var presets = files.DistinctBy(file => file.Name).ToDictionary(file => file.Name, file => file.Preset);
        var facts = await Task.WhenAll(listed.DistinctBy(unit => unit.GetValueOrDefault("Id")).Where(unit => unit.GetValueOrDefault("LoadState") is not "not-found").Select(unit => DescribeAsync(unit, presets, stopped, cancel)));
        return Fact.Of(("answers", true), ("list", Fact.ListOf(facts)), ("unmanaged", Fact.ListOf((IEnumerable<Fact.Record>)[])));
    }

    private static async Task<Fact.Record> DescribeAsync(Dictionary<string, string> unit, Dictionary<string, string> presets, HashSet<string> stopped, CancellationToken cancel)
    {
        string Value(string key) => unit.GetValueOrDefault(key, "");
        Fact? Number(string key) => double.TryParse(Value(key), CultureInfo.InvariantCulture, out var number) ? number : null;
        var name = Value("Id");
        var masked = Systemd.IsMaskedByAdministrator(name);
        var vendor = Systemd.VendorUnit(name);
        var dropIns = Value("DropInPaths").Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(path => path.StartsWith("/etc/") || path.StartsWith("/run/systemd/system/")).ToList();
        var stem = name[..Math.Max(0, name.LastIndexOf('.'))];
        var suffers = name.EndsWith(".service") && (Value("ActiveState") is "failed" or "activating" or "reloading" || Number("NRestarts") is Fact.Number { Value: > 0 });
        var trouble = suffers ? await UnitTrouble.FindAsync(name, stem, unit, cancel) : null;
        var facts = Fact.Of(
            ("name", name),
            ("stem", stem),
            ("description", Value("Description")),
            ("kind", name[(name.LastIndexOf('.') + 1)..]),
            ("load", Value("LoadState")),
            ("active", Value("ActiveState")),
            ("sub", Value("SubState")),
            ("result", Value("Result")),
            ("fileState", Value("UnitFileState")),
            ("preset", presets.GetValueOrDefault(name) is { Length: > 0 } preset ? preset : Value("UnitFilePreset")),
            ("restarts", Number("NRestarts") ?? 0),
            ("exit", Value("ExecMainCode") is "1" ? Number("ExecMainStatus") : null),
            ("killed", Value("ExecMainCode") is "2" or "3"),
            ("pid", Number("MainPID")),
            ("age", Age(Value("StateChangeTimestampMonotonic"))),
            ("fragment", Value("FragmentPath")),
            ("dropIns", Fact.ListOf(dropIns)),
            ("overridden", !masked && vendor is not null && (dropIns.Count > 0 || Value("FragmentPath").StartsWith("/etc/"))),
            ("vendorUnit", vendor),
            ("restartPolicy", Value("Restart")),
            ("oneshot", Value("Type") is "oneshot"),
            ("condition", Value("ConditionResult") is "yes" || Value("StateChangeTimestampMonotonic") is "0" or ""),
            ("incidental", Array.Exists(Incidental, name.StartsWith)),
            ("stopped", stopped.Contains(name)),
            ("masked", masked),
            ("wasEnabled", Systemd.WasEnabled(name)),
            ("wantedNow", Systemd.IsWanted(name)),
            ("ports", new Fact.List([.. ListeningPorts.WantedBy(stem, Value("ExecStart"), trouble?.Logs ?? []).Select(port => (Fact)port)])));
        return trouble is null ? facts : new Fact.Record(facts.Fields.Concat(trouble.Facts().Fields).DistinctBy(field => field.Key).ToDictionary());
    }

    private static Fact? Age(string monotonicMicroseconds) =>
        double.TryParse(monotonicMicroseconds, CultureInfo.InvariantCulture, out var at) && at > 0 && double.TryParse(TextFile.TryRead("/proc/uptime")?.Split(' ')[0], CultureInfo.InvariantCulture, out var uptime)
            ? Math.Max(0, uptime - (at / 1e6))
            : null;
}
