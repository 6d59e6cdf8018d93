using System.Text;
using Fettle.Protocol;

namespace Fettle.Agent.Platform.Linux.Inventory;

/// <summary>Services as systemd sees them; without it, the scripts under /etc/init.d.</summary>
internal static class Services
{
    public static Task<IReadOnlyList<InventoryItem>> ReadAsync(CancellationToken cancel) =>
        Directory.Exists("/run/systemd/system") ? SystemdAsync(cancel) : Task.FromResult(InitScripts("/etc/init.d", "/etc/rc2.d"));

    private static async Task<IReadOnlyList<InventoryItem>> SystemdAsync(CancellationToken cancel)
    {
        var starts = (await LinesAsync("systemctl list-unit-files --type=service --no-legend --no-pager", cancel))
            .Where(part => part.Length > 1).DistinctBy(part => part[0]).ToDictionary(part => part[0], part => part[1], StringComparer.Ordinal);
        var units = await LinesAsync("systemctl list-units --type=service --all --plain --no-legend --no-pager", cancel);
        return
        [
            .. units.Where(part => part.Length > 4 && part[1] == "loaded" && !IsPassing(part[0])).DistinctBy(part => part[0]).Select(part => new Fields
            {
                { "title", string.Join(' ', part[4..]) },
                { "state", State(part[2], part[3]) },
                { "start", starts.GetValueOrDefault(part[0]) ?? starts.GetValueOrDefault(Template(part[0])) },
            }.ToItem(part[0])),
        ];
    }

    /// <summary>They come with every sign-in and go with it.</summary>
    private static bool IsPassing(string unit) =>
        unit.StartsWith("user@", StringComparison.Ordinal) || unit.StartsWith("user-runtime-dir@", StringComparison.Ordinal) || unit.StartsWith("run-", StringComparison.Ordinal);

    private static string State(string active, string sub) => active switch
    {
        "active" => sub,
        "inactive" => "stopped",
        _ => active,
    };

    private static string Template(string unit) => unit.IndexOf('@') is > 0 and var at ? unit[..(at + 1)] + ".service" : unit;

    private static async Task<List<string[]>> LinesAsync(string command, CancellationToken cancel)
    {
        var text = new StringBuilder();
        await LinuxShell.RunAsync(command, part => text.Append(part), cancel);
        return [.. text.ToString().Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
    }

    /// <param name="started">Links whose name begins with S start their script.</param>
    private static IReadOnlyList<InventoryItem> InitScripts(string scripts, string started)
    {
        if (!Directory.Exists(scripts))
            return [];
        var starting = Directory.Exists(started) ? Directory.GetFileSystemEntries(started, "S??*").Select(link => Path.GetFileName(link)[3..]).ToHashSet() : [];
        return
        [
            .. Directory.EnumerateFiles(scripts).Select(Path.GetFileName).OfType<string>().Where(name => name is not ("README" or "skeleton"))
                .Order(StringComparer.Ordinal).Select(name => new Fields
                {
                    { "title", TextFile.Lines($"{scripts}/{name}").FirstOrDefault(line => line.StartsWith("# Short-Description:", StringComparison.Ordinal))?.Split(':', 2)[1] },
                    { "state", State(name) },
                    { "start", starting.Contains(name) ? "enabled" : "disabled" },
                }.ToItem(name)),
        ];
    }

    private static string? State(string script)
    {
        var pidFile = new[] { $"/run/{script}.pid", $"/run/{script}/{script}.pid", $"/run/{script}d.pid" }.FirstOrDefault(File.Exists);
        return pidFile is null ? null : int.TryParse(TextFile.TryReadWord(pidFile), out var pid) && Directory.Exists($"/proc/{pid}") ? "running" : "stopped";
    }
}
