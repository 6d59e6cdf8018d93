using System.Net;
using System.Net.Sockets;
using Fettle.Agent.Platform;
using Fettle.Agent.Platform.Linux;
using Fettle.Diagnosis.Facts;

namespace Fettle.Agent.Probes.Linux;

/// <summary>Asks the kernel's packet filter what it would do with the packets that everybody needs, and with those to the services that listen here.</summary>
internal static class FirewallProbe
{
    private static readonly IPAddress Somewhere = IPAddress.Parse("198.51.100.7");

    public static async Task<Fact.Record?> MeasureAsync(ProbeContext context, CancellationToken cancel)
    {
        var legacy = LegacyTables.Read();
        if (Nftables.Read() is not { } tables)
            return legacy is null ? Fact.Of(("readable", false)) : Of(legacy.Count, [], LegacyBlocks.Find(legacy, Packets()).ToList());
        var filter = new PacketFilter(tables);
        var packets = Packets().Concat(await NamedAsync(context.Words, cancel)).ToList();
        var blocks = packets.Select(asked => (asked.What, asked.Kind, asked.Packet, Ruling: filter.Ask(asked.Packet)))
            .Where(asked => asked.Ruling.Ruling is Ruling.Drop).ToList();
        blocks.AddRange(PeoplesPackets(packets).Select(asked => (asked.What, asked.Kind, asked.Packet, Ruling: filter.Ask(asked.Packet)))
            .Where(asked => asked.Ruling.Ruling is Ruling.Drop && !blocks.Exists(known => known.Ruling.Rule == asked.Ruling.Rule && known.Ruling.Chain == asked.Ruling.Chain)));
        var facts = blocks.Select(block => Describe(block.What, block.Kind, block.Packet, block.Ruling.Chain!, block.Ruling.Rule)).ToList();
        var reported = blocks.Select(block => block.Ruling.Rule?.Handle).ToHashSet();
        facts.AddRange(Explicit(tables).Where(rule => !reported.Contains(rule.Rule.Handle))
            .Select(rule => Describe($"what leaves for {rule.Target}", "explicit-out", null, rule.Chain, rule.Rule)));
        facts.AddRange(ArpBlocks(tables));
        var old = legacy is null ? [] : LegacyBlocks.Find(legacy, [.. packets, .. PeoplesPackets(packets)]).ToList();
        return Of(tables.Chains.Sum(chain => chain.Rules.Count) + tables.Chains.Count(chain => chain.DropsByPolicy) + (legacy?.Count ?? 0), facts, old);
    }

    private static Fact.Record Of(int rules, List<Fact.Record> blocks, List<Fact.Record> old) => Fact.Of(
        ("readable", true),
        ("rules", rules),
        ("active", rules > 0),
        ("blocks", Fact.ListOf(blocks.Concat(old).DistinctBy(fact => fact["key"]))),
        ("oldRules", Fact.ListOf(LegacyBlocks.InOrder(old))));

    /// <summary>Requests to the hosts that the complaint names.</summary>
    private static async Task<List<(string What, string Kind, Packet Packet)>> NamedAsync(IReadOnlyList<string> words, CancellationToken cancel)
    {
        var asked = new List<(string What, string Kind, Packet Packet)>();
        var devices = NetDevices.Read();
        var self = devices.Find(device => device.IsReal && device.V4.Any());
        if (ResolvConf.Read().Servers is not [var server, ..] || self is null)
            return asked;
        foreach (var name in ResolverProbe.NamesIn(words))
        {
            var answer = await DnsQuery.AskAsync(server, name, TimeSpan.FromSeconds(1), cancel);
            foreach (var address in answer.Addresses.Where(address => address.AddressFamily is AddressFamily.InterNetwork).Take(2))
            {
                foreach (var port in (ushort[])[443, 80])
                    asked.Add(($"requests to {name} ({address})", "named", new Packet(Packet.Output, Packet.Tcp, self.V4.First().Address, address, 40000, port, self.Name, false)));
            }
        }
        return asked;
    }

    /// <summary>The same requests as a person's programs would send them: a rule may be about one user alone.</summary>
    private static IEnumerable<(string What, string Kind, Packet Packet)> PeoplesPackets(IReadOnlyList<(string What, string Kind, Packet Packet)> packets) =>
        from person in UserTable.Read().Where(user => user.IsPerson).Take(10)
        from asked in packets.Where(asked => asked.Packet.Hook is Packet.Output && asked.Kind is "names" or "web")
        select ($"{asked.What} of {person.Name}", "person", asked.Packet with { User = (int)person.Uid });

    /// <summary>Without ARP nobody on the local network is found.</summary>
    private static IEnumerable<Fact.Record> ArpBlocks(Nftables tables) =>
        from chain in tables.Chains.Where(chain => chain.Family is 3 && chain.Hook is 0 or 1)
        let rule = chain.Rules.FirstOrDefault(rule => RuleText.Drops(rule) && rule.Expressions.All(expression => expression.Name is "counter" or "immediate" or "log"))
        where rule is not null || (chain.DropsByPolicy && chain.Rules.Count is 0)
        select Describe("the search for neighbours (ARP)", "neighbours", null, chain, rule);

    private static IEnumerable<(string What, string Kind, Packet Packet)> Packets()
    {
        var devices = NetDevices.Read();
        var routes = RouteTable.Read();
        (NetDevice? Device, IPAddress Own) Way(IPAddress to)
        {
            var device = IPAddress.IsLoopback(to) ? devices.Find(device => device.IsLoopback)
                : devices.Find(device => device.Name == RouteTable.To(routes, to)?.Device) ?? devices.Find(device => device.IsReal && device.Addresses.Count > 0);
            return (device, IPAddress.IsLoopback(to) ? to : device?.V4.Select(own => own.Address).FirstOrDefault() ?? IPAddress.Any);
        }
        foreach (var server in ResolvConf.Read().Servers.Where(server => server.AddressFamily is AddressFamily.InterNetwork).Take(3))
        {
            if (Way(server) is not ({ } device, var own))
                continue;
            yield return ($"questions to the name server {server}", "names", new Packet(Packet.Output, Packet.Udp, own, server, 40000, 53, device.Name, false));
            yield return ($"answers of the name server {server}", "names", new Packet(Packet.Input, Packet.Udp, server, own, 53, 40000, device.Name, true));
        }
        if (Way(Somewhere) is ({ IsLoopback: false } outward, var self))
        {
            foreach (var (port, name) in new[] { ((ushort)443, "secure web pages (port 443)"), ((ushort)80, "web pages (port 80)") })
            {
                yield return ($"requests for {name}", "web", new Packet(Packet.Output, Packet.Tcp, self, Somewhere, 40000, port, outward.Name, false));
                yield return ($"answers of {name}", "web", new Packet(Packet.Input, Packet.Tcp, Somewhere, self, port, 40000, outward.Name, true));
            }
            foreach (var gateway in routes.Where(route => route.IsDefault && !route.IsReject && !route.Via.Equals(IPAddress.Any)).Select(route => route.Via))
                yield return ($"answers of the gateway {gateway} to a ping", "ping", new Packet(Packet.Input, Packet.Icmp, gateway, self, 0, 0, outward.Name, true));
            foreach (var (port, process) in Listening())
                yield return ($"connections to {process} (port {port})", "service", new Packet(Packet.Input, Packet.Tcp, Neighbour(self), self, 40000, port, outward.Name, false));
        }
        yield return ("this machine's talk with itself", "loopback", new Packet(Packet.Input, Packet.Tcp, IPAddress.Loopback, IPAddress.Loopback, 40000, 8080, "lo", false));
        yield return ("this machine's talk with itself", "loopback", new Packet(Packet.Output, Packet.Udp, IPAddress.Loopback, IPAddress.Loopback, 40000, 5353, "lo", false));
    }

    private static IPAddress Neighbour(IPAddress self) => Subnet.Address(Subnet.Number(self) ^ 1);

    private static IEnumerable<(ushort Port, string Process)> Listening()
    {
        foreach (var line in TextFile.Lines("/proc/self/net/tcp").Concat(TextFile.Lines("/proc/self/net/tcp6")))
        {
            var fields = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length > 3 && fields[3] is "0A" && fields[1].Split(':') is [var address, var port] && address is not ("0100007F" or "00000000000000000000000001000000"))
                yield return (Convert.ToUInt16(port, 16), "the service on this machine");
        }
    }

    /// <summary>Rules that drop what leaves for one port or one address: on purpose, or forgotten.</summary>
    private static IEnumerable<(NftChain Chain, NftRule Rule, string Target)> Explicit(Nftables tables)
    {
        foreach (var chain in tables.Chains.Where(chain => chain.Family is 1 or 2 && chain.Hook is 3 && chain.Type is "filter"))
        {
            // A rule about one user says nothing of everybody.
            foreach (var rule in chain.Rules.Where(rule => RuleText.Drops(rule) && !rule.Expressions.Any(part => part.Name is "meta" && part.Number(2) is 10 or 11 || part.Name is "match" && part.Text(1) is "owner")))
            {
                if (RuleText.Target(rule) is { } target)
                    yield return (chain, rule, target);
            }
        }
    }

    private static Fact.Record Describe(string what, string kind, Packet? packet, NftChain chain, NftRule? rule) => Fact.Of(
        ("key", $"{chain.FamilyName} {chain.Table} {chain.Name} {(rule is null ? "policy" : rule.Handle)} {(kind is "service" ? packet?.ToPort : "")}".Trim()),
        ("what", what),
        ("kind", kind),
        ("family", chain.FamilyName),
        ("table", chain.Table),
        ("chain", chain.Name),
        ("hook", (chain.Way ?? packet?.Hook) is Packet.Input ? "input" : "output"),
        ("handle", rule is null ? null : (double)rule.Handle),
        ("policy", rule is null),
        ("rule", rule is null ? "its policy is drop" : RuleText.Of(rule)),
        ("narrow", rule is not null && RuleText.Target(rule) is not null),
        ("port", packet?.ToPort),
        ("legacy", false));
}
