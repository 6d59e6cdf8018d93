using System.Net;
using Fettle.Agent.Platform;
using Fettle.Agent.Platform.Linux;
using Fettle.Diagnosis.Facts;

namespace Fettle.Agent.Probes.Linux;

/// <summary>Entries of the hosts file that send names elsewhere; Windows has the same file in another place.</summary>
internal static class HostsProbe
{
    private static readonly string File =
        OperatingSystem.IsWindows() ? Path.Combine(Environment.SystemDirectory, @"drivers\etc\hosts") : "/etc/hosts";
    private const int BlockList = 30;
    private const int Listed = 500, AskedOfDns = 16;
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(1);

    /// <summary>Ends of names that never stand for a place on the public Internet.</summary>
    private static readonly string[] PrivateEnds =
        ["local", "localdomain", "localhost", "lan", "home", "internal", "intranet", "corp", "private", "test", "example", "invalid", "arpa", "docker", "vm", "box", "site", "office"];

    public static async Task<Fact.Record?> MeasureAsync(ProbeContext context, CancellationToken cancel)
    {
        var own = Environment.MachineName.ToLowerInvariant();
        var entries = Read().ToList();
        var named = context.Words;
        var suspects = entries.Where(entry => !IsOwn(entry.Name, own) && entry.Name is not ("localhost" or "ip6-localhost" or "ip6-loopback" or "ip6-allnodes" or "ip6-allrouters" or "ip6-localnet" or "ip6-mcastprefix"))
            .Select(entry => (entry, Nowhere: IPAddress.IsLoopback(entry.Address) || entry.Address.Equals(IPAddress.Any) || entry.Address.Equals(IPAddress.IPv6Any)))
            .ToList();
        var blocked = suspects.Count(suspect => suspect.Nowhere && IsPublic(suspect.entry.Name));
        // What looks most like a mistake first: the list ends somewhere.
        var ordered = suspects.OrderByDescending(suspect => IsNamed(suspect.entry.Name, named)).ThenByDescending(suspect => IsPublic(suspect.entry.Name)).Take(Listed).ToList();
        var dns = blocked > BlockList || OperatingSystem.IsWindows() ? [] : await AskDnsAsync([.. ordered.Select(suspect => suspect.entry.Name).Distinct().Take(AskedOfDns)], cancel);
        return Fact.Of(
            ("file", File),
            ("readable", !OperatingSystem.IsWindows() && Libc.Stat(File) is { } stat ? (stat.Mode & 0x4) is not 0 : null),
            // Windows knows these two without the file.
            ("localhost", OperatingSystem.IsWindows() || entries.Exists(entry => entry.Name is "localhost" && entry.Address.Equals(IPAddress.Loopback))),
            ("ownName", OperatingSystem.IsWindows() || entries.Exists(entry => IsOwn(entry.Name, own))),
            ("hostname", own),
            ("list", Fact.ListOf(ordered.Select(suspect => Fact.Of(
                ("name", suspect.entry.Name),
                ("address", suspect.entry.Address.ToString()),
                ("line", suspect.entry.Line),
                ("public", IsPublic(suspect.entry.Name)),
                ("toNowhere", suspect.Nowhere),
                ("inComplaint", IsNamed(suspect.entry.Name, named)),
                ("dnsSays", dns.TryGetValue(suspect.entry.Name, out var said) ? string.Join(", ", said) : null),
                ("contradicts", dns.TryGetValue(suspect.entry.Name, out var known) ? !known.Contains(suspect.entry.Address) : null),
                ("many", suspect.Nowhere && blocked > BlockList))))));
    }

    private static bool IsNamed(string name, IReadOnlyList<string> words) =>
        words.Any(word => word == name || word.EndsWith("/" + name) || word.EndsWith("." + name) || name.EndsWith("." + word)
            || (word.Length > 3 && name.Split('.').Length > 1 && name.Split('.').SkipLast(1).Contains(word)));

    /// <summary>What the first name server says to the same names; a name that it does not know is left out. Not asked on Windows, which keeps its servers elsewhere.</summary>
    private static async Task<Dictionary<string, IReadOnlyList<IPAddress>>> AskDnsAsync(List<string> names, CancellationToken cancel)
    {
        if (ResolvConf.Read().Servers is not [var server, ..])
            return [];
        var asked = await Task.WhenAll(names.Where(name => name.Contains('.')).Select(async name => (name, Answer: await DnsQuery.AskAsync(server, name, Wait, cancel))));
        return asked.Where(pair => pair.Answer.HasAddress).ToDictionary(pair => pair.name, pair => pair.Answer.Addresses);
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
