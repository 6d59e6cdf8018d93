using System.Net;

namespace Fettle.Agent.Platform.Linux;

/// <summary>A resolv.conf.</summary>
internal sealed record ResolvConf(IReadOnlyList<IPAddress> Servers, IReadOnlyList<string> BadServers, IReadOnlyList<string> Search, IReadOnlyList<IPAddress> Commented)
{
    public const string Path = "/etc/resolv.conf";

    /// <summary>The C library asks no more than these (MAXNS).</summary>
    private const int MostAsked = 3;

    public static ResolvConf Read(string path = Path)
    {
        var servers = new List<IPAddress>();
        var bad = new List<string>();
        var search = new List<string>();
        var commented = new List<IPAddress>();
        foreach (var line in TextFile.Lines(path))
        {
            switch (line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            {
                case ["nameserver", var text, ..] when IPAddress.TryParse(text, out var server):
                    (servers.Count < MostAsked ? servers : commented).Add(server);
                    break;
                case ["nameserver", .. var rest]:
                    bad.Add(string.Join(' ', rest));
                    break;
                case ["search" or "domain", .. var domains]:
                    search.AddRange(domains);
                    break;
                case ["#nameserver" or ";nameserver", var text, ..] when IPAddress.TryParse(text, out var server):
                    commented.Add(server);
                    break;
                case ["#" or ";", "nameserver", var text, ..] when IPAddress.TryParse(text, out var server):
                    commented.Add(server);
                    break;
            }
        }
        return new ResolvConf(servers, bad, search, commented);
    }

    /// <summary>Copies that somebody or something kept.</summary>
    public static IEnumerable<string> Backups() =>
        new[] { "/etc", "/etc/resolvconf/resolv.conf.d", "/var/backups", "/run/resolvconf", "/run/NetworkManager" }
            .SelectMany(folder => TextFile.Paths(folder, "*resolv.conf*").Concat(folder is "/etc/resolvconf/resolv.conf.d" ? TextFile.Paths(folder, "original") : []))
            .Where(path => path != Path && File.Exists(path))
            // What a fix put aside is what was broken.
            .Where(path => !path.Contains(".fettle-"));
}
