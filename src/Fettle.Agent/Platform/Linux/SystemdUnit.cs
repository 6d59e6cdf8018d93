using System.Text;

namespace Fettle.Agent.Platform.Linux;

/// <summary>The agent as a systemd service.</summary>
internal static class SystemdUnit
{
    private const string Name = "fettle-agent.service";
    private const string UnitFile = "/etc/systemd/system/" + Name;

    /// <returns>What went wrong, in a sentence, or null.</returns>
    public static async Task<string?> InstallAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        if (!Directory.Exists("/run/systemd/system"))
            return $"systemd does not run here; start the agent by your own means with: {program} {string.Join(' ', arguments)}";
        await File.WriteAllTextAsync(UnitFile, Text(program, arguments), cancel);
        return await SystemctlAsync("systemctl daemon-reload && systemctl enable " + Name + " && systemctl restart " + Name, cancel);
    }

    public static async Task<string?> UninstallAsync(CancellationToken cancel)
    {
        if (!File.Exists(UnitFile))
            return null;
        if (await SystemctlAsync("systemctl disable --now " + Name, cancel) is { } problem)
            return problem;
        File.Delete(UnitFile);
        return await SystemctlAsync("systemctl daemon-reload", cancel);
    }

    /// <summary>
    /// The unit is not sandboxed, on purpose: remedies repair the system, and a sandbox would break them one by one. What may run is the policy's
    /// to say (agent.yaml). Stopping the unit ends running jobs with it.
    /// </summary>
    internal static string Text(string program, IReadOnlyList<string> arguments) => $"""
        [Unit]
        Description=Fettle agent
        Wants=network-online.target
        After=network-online.target

        [Service]
        Type=notify
        ExecStart={Quote(program)} {string.Join(' ', arguments.Select(Quote))}
        Restart=always
        RestartSec=5
        KillMode=control-group
        TimeoutStopSec=15
        UMask=0077
        Nice=5
        OOMScoreAdjust=-100

        [Install]
        WantedBy=multi-user.target

        """;

    private static string Quote(string word) =>
        word.Any(c => char.IsWhiteSpace(c) || c is '"' or '\\' or '%' or '$') ? "\"" + word.Replace(@"\", @"\\").Replace("\"", "\\\"").Replace("%", "%%").Replace("$", "$$") + "\"" : word;

    private static async Task<string?> SystemctlAsync(string command, CancellationToken cancel)
    {
        var said = new StringBuilder();
        return await LinuxShell.RunAsync(command, part => said.Append(part), cancel) == 0 ? null : $"`{command}` failed: {said.ToString().Trim()}";
    }
}
