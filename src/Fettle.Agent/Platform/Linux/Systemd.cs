using System.Text.RegularExpressions;

namespace Fettle.Agent.Platform.Linux;

/// <summary>systemd by its own program, which needs no message bus as root.</summary>
internal static partial class Systemd
{
    private static readonly string Properties = string.Join(',',
        "Id", "Description", "LoadState", "ActiveState", "SubState", "Result", "UnitFileState", "UnitFilePreset", "NRestarts", "ExecMainStatus", "ExecMainCode", "MainPID",
        "FragmentPath", "DropInPaths", "ConditionResult", "Restart", "Type", "StateChangeTimestampMonotonic", "ExecStart", "User", "WorkingDirectory", "EnvironmentFiles", "Listen", "Names");

    /// <returns>Each unit's properties; null when systemd does not answer.</returns>
    public static async Task<List<Dictionary<string, string>>?> ShowAsync(IEnumerable<string> units, CancellationToken cancel)
    {
        if (await Tool.RunAsync("systemctl", ["show", "--no-pager", "--all", $"--property={Properties}", "--", .. units], cancel) is not { ExitCode: 0 } shown)
            return null;
        var all = new List<Dictionary<string, string>>();
        var one = new Dictionary<string, string>();
        foreach (var line in shown.Output.Split('\n').Append(""))
        {
            if (line.Length is 0)
            {
                if (one.Count > 0)
                    all.Add(one);
                one = [];
            }
            else if (line.Split('=', 2) is [var key, var value])
            {
                one[key] = one.TryGetValue(key, out var earlier) ? $"{earlier}\n{value}" : value;
            }
        }
        return all;
    }

    /// <returns>(unit, state, preset) of every unit file.</returns>
    public static async Task<List<(string Name, string State, string Preset)>> FilesAsync(CancellationToken cancel)
    {
        var files = await Tool.RunAsync("systemctl", ["list-unit-files", "--no-pager", "--no-legend", "--full", "--type=service,socket,timer"], cancel);
        return [.. (files?.Output ?? "").Split('\n').Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Where(fields => fields.Length >= 2)
            .Select(fields => (fields[0], fields[1], fields.Length > 2 ? fields[2] : ""))];
    }

    public static async Task<string[]> LogAsync(string unit, CancellationToken cancel)
    {
        var log = await Tool.RunAsync("journalctl", ["--unit", unit, "--lines=25", "--output=cat", "--no-pager", "--quiet", "--boot"], cancel);
        return [.. (log?.Output ?? "").Split('\n').Where(line => line.Length > 0).Select(line => line.Length > 300 ? line[..300] : line)];
    }

    /// <returns>The units that were stopped since this system started, by somebody or by an order to.</returns>
    public static async Task<HashSet<string>> StoppedAsync(CancellationToken cancel)
    {
        var log = await Tool.RunAsync("journalctl", ["--boot", "--quiet", "--no-pager", "--lines=400", "_PID=1", "JOB_TYPE=stop", "--output=json", "--output-fields=UNIT"], cancel);
        return [.. (log?.Output ?? "").Split('\n').Select(line => UnitOfEntry().Match(line)).Where(match => match.Success).Select(match => match.Groups["unit"].Value)];
    }

    [GeneratedRegex("\"UNIT\":\"(?<unit>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UnitOfEntry();

    /// <summary>Whether links of the administrator or a package make the unit start.</summary>
    public static bool IsWanted(string unit) =>
        TextFile.Paths("/etc/systemd/system", "*.wants").Concat(TextFile.Paths("/etc/systemd/system", "*.requires"))
            .Any(folder => TextFile.LinkTarget($"{folder}/{unit}") is not null);

    /// <summary>
    /// Whether the package that brought the unit enabled it: deb-systemd-helper keeps the links that it made, and they stay when a person
    /// disables the unit.
    /// </summary>
    public static bool WasEnabled(string unit) =>
        TextFile.Paths("/var/lib/systemd/deb-systemd-helper-enabled", "*.wants").Any(folder => File.Exists($"{folder}/{unit}"));

    public static bool IsMaskedByAdministrator(string unit) =>
        new[] { "/etc/systemd/system", "/run/systemd/system" }.Any(folder => TextFile.LinkTarget($"{folder}/{unit}") is "/dev/null");

    /// <returns>The packaged unit file.</returns>
    public static string? VendorUnit(string unit) =>
        new[] { "/usr/lib/systemd/system", "/lib/systemd/system", "/usr/local/lib/systemd/system" }.Select(folder => $"{folder}/{unit}").FirstOrDefault(File.Exists);
}
