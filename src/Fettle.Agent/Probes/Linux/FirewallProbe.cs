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

    public static Task<Fact.Record?> MeasureAsync(ProbeContext context, CancellationToken cancel)
    {
        if (Nftables.Read() is not { } tables)
            return Task.FromResult<Fact.Record?>(Fact.Of(("readable", false)));
        var filter = new PacketFilter(tables);
        var blocks = Packets().Select(asked => (asked.What, asked.Kind, asked.Packet, Ruling: filter.Ask(asked.Packet)))
            .Where(asked => asked.Ruling.Ruling is Ruling.Drop).ToList();
        var facts = blocks.Select(block => Describe(block.What, block.Kind, block.Packet, block.Ruling.Chain!, block.Ruling.Rule)).ToList();
        var reported = blocks.Select(block => block.Ruling.Rule?.Handle).ToHashSet();
        facts.AddRange(Explicit(tables).Where(rule => !reported.Contains(rule.Rule.Handle))
            .Select(rule => Describe($"what leaves for {rule.Target}", "explicit-out", null, rule.Chain, rule.Rule)));
        return Task.FromResult<Fact.Record?>(Fact.Of(
            ("readable", true),
            ("rules", tables.Chains.Sum(chain => chain.Rules.Count)),
            ("active", tables.Chains.Any(chain => chain.DropsByPolicy || chain.Rules.Count > 0)),
            ("blocks", Fact.ListOf(facts.DistinctBy(fact => fact["key"])))));
    }

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
            foreach (var rule in chain.Rules.Where(RuleText.Drops))
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
        ("hook", chain.Hook switch { 1 => "input", 3 => "output", _ => packet?.Hook is 1 ? "input" : "output" }),
        ("handle", rule is null ? null : (double)rule.Handle),
        ("policy", rule is null),
        ("rule", rule is null ? "its policy is drop" : RuleText.Of(rule)),
        ("narrow", rule is not null && RuleText.Target(rule) is not null),
        ("port", packet?.ToPort),
        ("iptables", chain.Table is "filter" && Tool.Find("iptables") is not null));
}
