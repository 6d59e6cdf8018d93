using System.Text;
using Fettle.Protocol;

namespace Fettle.Agent.Platform.Linux.Inventory;

/// <summary>
/// What <c>apt-get dist-upgrade</c> would install, by its own simulation: it knows pins, holds and sources, and needs no network.
/// It takes half a second of processor, so it is asked only when the package lists or the installed packages have changed.
/// </summary>
internal sealed class PendingUpdates
{
    private (DateTime Status, DateTime Lists)? _askedFor;
    private IReadOnlyList<InventoryItem>? _known;

    public async Task<IReadOnlyList<InventoryItem>?> ReadAsync(CancellationToken cancel)
    {
        if (!File.Exists("/usr/bin/apt-get"))
            return null;
        var now = (File.GetLastWriteTimeUtc(Software.DpkgStatus), Directory.GetLastWriteTimeUtc("/var/lib/apt/lists"));
        if (_askedFor == now)
            return _known;

        var text = new StringBuilder();
        var exitCode = await LinuxShell.RunAsync("LC_ALL=C nice -n 19 apt-get -s -qq -o Debug::NoLocking=true dist-upgrade", part => text.Append(part), cancel);
        _known = exitCode == 0 ? Parse(text.ToString()) : null;
        _askedFor = now;
        return _known;
    }

    /// <summary>For example <c>Inst libssl3 [3.0.11-1] (3.0.14-1 Debian-Security:12/stable-security [amd64])</c>; without the first bracket it is a new package.</summary>
    public static IReadOnlyList<InventoryItem> Parse(string simulation) =>
        [.. simulation.Split('\n').Select(line => line.Split(' ', 5)).Where(part => part is ["Inst", _, ['[', .., ']'], ['(', ..], _])
            .DistinctBy(part => part[1]).OrderBy(part => part[1], StringComparer.Ordinal).Select(part => new Fields
            {
                { "installed", part[2].Trim('[', ']') },
                { "available", part[3].TrimStart('(') },
                { "security", part[4].Contains("security", StringComparison.OrdinalIgnoreCase) },
            }.ToItem(part[1]))];
}
