using System.Net;
using Fettle.Agent.Platform.Linux;
using Fettle.Diagnosis.Facts;

namespace Fettle.Agent.Probes.Linux;

/// <summary>Entries of the hosts file that send names elsewhere; Windows has the same file in another place.</summary>
internal static class HostsProbe
{
    private static readonly string File =
        OperatingSystem.IsWindows() ? Path.Combine(Environment.SystemDirectory, @"drivers\etc\hosts") : "/etc/hosts";
    private const int BlockList = 30;

    /// <summary>Ends of names that never stand for a place on the public Internet.</summary>
    private static readonly string[] PrivateEnds =
        ["local", "localdomain", "localhost", "lan", "home", "internal", "intranet", "corp", "private", "test", "example", "invalid", "arpa", "docker", "vm", "box", "site", "office"];

    public static Task<Fact.Record?> MeasureAsync(ProbeContext context, CancellationToken cancel)
    {
        var own = Environment.MachineName.ToLowerInvariant();
        var entries = Read().ToList();
        var named = context.Words;
        var suspects = entries.Where(entry => !IsOwn(entry.Name, own) && entry.Name is not ("localhost" or "ip6-localhost" or "ip6-loopback" or "ip6-allnodes" or "ip6-allrouters" or "ip6-localnet" or "ip6-mcastprefix"))
            .Select(entry => (entry, Nowhere: IPAddress.IsLoopback(entry.Address) || entry.Address.Equals(IPAddress.Any) || entry.Address.Equals(IPAddress.IPv6Any)))
            .ToList();
        var blocked = suspects.Count(suspect => suspect.Nowhere && IsPublic(suspect.entry.Name));
        return Task.FromResult<Fact.Record?>(Fact.Of(
            ("file", File),
            ("readable", !OperatingSystem.IsWindows() && Libc.Stat(File) is { } stat ? (stat.Mode & 0x4) is not 0 : null),
            // Windows knows these two without the file.
            ("localhost", OperatingSystem.IsWindows() || entries.Exists(entry => entry.Name is "localhost" && entry.Address.Equals(IPAddress.Loopback))),
            ("ownName", OperatingSystem.IsWindows() || entries.Exists(entry => IsOwn(entry.Name, own))),
            ("hostname", own),
            ("list", Fact.ListOf(suspects.Take(500).Select(suspect => Fact.Of(
                ("name", suspect.entry.Name),
                ("address", suspect.entry.Address.ToString()),
                ("line", suspect.entry.Line),
                ("public", IsPublic(suspect.entry.Name)),
                ("toNowhere", suspect.Nowhere),
                ("inComplaint", named.Any(word => word == suspect.entry.Name || word.EndsWith("/" + suspect.entry.Name) || word.EndsWith("." + suspect.entry.Name) || suspect.entry.Name.EndsWith("." + word)
                    || (word.Length > 3 && suspect.entry.Name.Split('.').Length > 1 && suspect.entry.Name.Split('.').SkipLast(1).Contains(word)))),
                ("many", suspect.Nowhere && blocked > BlockList)))))));
    }

    private static bool IsOwn(string name, string own) => name == own || name.Split('.')[0] == own.Split('.')[0];

    private static bool IsPublic(string name) =>
        name.Split('.') is { Length: >= 2 } labels && labels[^1] is { Length: >= 2 } top && top.All(char.IsAsciiLetter) && !PrivateEnds.Contains(top);

    private static IEnumerable<(string Name, IPAddress Address, int Line)> Read()
    {
        var number = 0;
        foreach (var line in TextFile.Lines(File))
        {
            number++;
            var words = line.Split('#')[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 2 || !IPAddress.TryParse(words[0], out var address))
                continue;
            foreach (var name in words.Skip(1))
                yield return (name.ToLowerInvariant(), address, number);
        }
    }
}
