using System.Text;

namespace Fettle.Agent.Platform.Linux;

/// <summary>The agent as a systemd service. Where Debian's package brought the unit, that one is used.</summary>
internal static class SystemdUnit
{
    private const string Name = "fettle-agent.service";
    private const string UnitFile = "/etc/systemd/system/" + Name;
    private static readonly string[] PackagedUnits = ["/lib/systemd/system/" + Name, "/usr/lib/systemd/system/" + Name];

    /// <returns>What went wrong, in a sentence, or null.</returns>
    public static async Task<string?> InstallAsync(string program, IReadOnlyList<string> arguments, string state, CancellationToken cancel)
    {
        if (!Directory.Exists("/run/systemd/system"))
            return $"systemd does not run here; start the agent by your own means with: {program} {string.Join(' ', arguments)}";
        if (!IsPackaged)
            await File.WriteAllTextAsync(UnitFile, Text(program, arguments, state), cancel);
        return await SystemctlAsync("systemctl daemon-reload && systemctl enable " + Name + " && systemctl restart " + Name, cancel);
    }

    public static async Task<string?> UninstallAsync(CancellationToken cancel)
    {
        if (IsPackaged)
            return "the agent came with a package; remove that: apt-get purge fettle-agent";
        if (!File.Exists(UnitFile))
            return null;
        if (Directory.Exists("/run/systemd/system") && await SystemctlAsync("systemctl disable --now " + Name, cancel) is { } problem)
            return problem;
        File.Delete(UnitFile);
        return Directory.Exists("/run/systemd/system")
            ? await SystemctlAsync("systemctl daemon-reload && { systemctl reset-failed " + Name + " 2>/dev/null || true; }", cancel)
            : null;
    }

    private static bool IsPackaged => Array.Exists(PackagedUnits, File.Exists);

    internal static string Text(string program, IReadOnlyList<string> arguments, string state)
    {
        using var template = new StreamReader(typeof(SystemdUnit).Assembly.GetManifestResourceStream(Name)!);
        return template.ReadToEnd()
            .Replace("@COMMAND@", $"{Quote(program)} {string.Join(' ', arguments.Select(Quote))}")
            .Replace("@STATE@", state.Replace("%", "%%"));
    }

    private static string Quote(string word) =>
        word.Any(c => char.IsWhiteSpace(c) || c is '"' or '\\' or '%' or '$') ? "\"" + word.Replace(@"\", @"\\").Replace("\"", "\\\"").Replace("%", "%%").Replace("$", "$$") + "\"" : word;

    private static async Task<string?> SystemctlAsync(string command, CancellationToken cancel)
    {
        var said = new StringBuilder();
        return await LinuxShell.RunAsync(command, part => said.Append(part), cancel) == 0 ? null : $"`{command}` failed: {said.ToString().Trim()}";
    }
}
