using System.Text;
using Fettle.Protocol;

namespace Fettle.Agent.Platform.Linux.Inventory;

/// <summary>Installed packages: dpkg's own status file, else what rpm says.</summary>
internal static class Software
{
    public const string DpkgStatus = "/var/lib/dpkg/status";

    public static async Task<IReadOnlyList<InventoryItem>?> ReadAsync(CancellationToken cancel)
    {
        if (File.Exists(DpkgStatus))
            return Dpkg(DpkgStatus, "/var/lib/dpkg/info");
        return File.Exists("/usr/bin/rpm") && Directory.Exists("/var/lib/rpm") ? await RpmAsync(cancel) : null;
    }

    public static IReadOnlyList<InventoryItem> Dpkg(string status, string info)
    {
        var found = new List<InventoryItem>();
        string? package = null, version = null, architecture = null, source = null, maintainer = null, state = null;
        foreach (var line in File.ReadLines(status).Append(""))
        {
            if (line.Length == 0)
            {
                if (package is not null && state is not null && state.EndsWith(" installed", StringComparison.Ordinal))
                    found.Add(Describe());
                package = version = architecture = source = maintainer = state = null;
            }
            else if (line[0] != ' ')
            {
                package ??= Value(line, "Package: ");
                version ??= Value(line, "Version: ");
                architecture ??= Value(line, "Architecture: ");
                source ??= Value(line, "Source: ");
                maintainer ??= Value(line, "Maintainer: ");
                state ??= Value(line, "Status: ");
            }
        }
        return found;

        InventoryItem Describe() => new Fields
        {
            { "version", version },
            { "source", source?.Split(' ')[0] ?? package },
            { "vendor", maintainer?.Split('<')[0] },
            { "installedAt", InstalledAt(info, package, architecture) },
        }.ToItem($"{package}:{architecture}");
    }

    private static string? Value(string line, string name) => line.StartsWith(name, StringComparison.Ordinal) ? line[name.Length..] : null;

    private static DateTimeOffset? InstalledAt(string info, string package, string? architecture)
    {
        // Packages that can be installed for two architectures at once have it in the file's name.
        var written = File.GetLastWriteTimeUtc($"{info}/{package}.list");
        if (written.Year < 1980)
            written = File.GetLastWriteTimeUtc($"{info}/{package}:{architecture}.list");
        return written.Year < 1980 ? null : new DateTimeOffset(written);
    }

    private static async Task<IReadOnlyList<InventoryItem>?> RpmAsync(CancellationToken cancel)
    {
        var text = new StringBuilder();
        var exitCode = await LinuxShell.RunAsync(
            @"nice -n 19 rpm -qa --qf '%{NAME}.%{ARCH}\t%{VERSION}-%{RELEASE}\t%{SOURCERPM}\t%{VENDOR}\t%{INSTALLTIME}\n'", part => text.Append(part), cancel);
        if (exitCode != 0)
            return null;
        return [.. text.ToString().Split('\n').Select(line => line.Split('\t')).Where(part => part.Length == 5).DistinctBy(part => part[0]).Select(part => new Fields
        {
            { "version", part[1] },
            { "source", part[2] },
            { "vendor", part[3] },
            { "installedAt", long.TryParse(part[4], out var at) ? DateTimeOffset.FromUnixTimeSeconds(at) : null },
        }.ToItem(part[0]))];
    }
}
