using System.Net;
using Fettle.Agent.Platform.Linux;
using Fettle.Diagnosis.Facts;

namespace Fettle.Agent.Probes.Linux;

/// <summary>Whether the gateways are there, whether likely others would be, and whether somebody else has our address.</summary>
internal static class GatewayProbe
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(1);

    public static async Task<Fact.Record?> MeasureAsync(ProbeContext context, CancellationToken cancel)
    {
        var devices = NetDevices.Read();
        var gateways = Ways(devices);
        var listed = Task.WhenAll(gateways.Select(gateway => GatewayAsync(gateway.Via, gateway.Device, gateway.Prefixes, cancel)));
        var conflicts = Task.WhenAll(devices.Where(device => device.DoesArp && LinksProbe.IsUsable(device))
            .SelectMany(device => device.V4.Select(own => ConflictAsync(device, own.Address, devices, cancel))));
        var list = (await listed).OfType<Fact.Record>().ToList();
        var lost = gateways.Count is 0 || list.Exists(gateway => gateway["answers"] is Fact.Flag { Value: false });
        return Fact.Of(
            ("list", Fact.ListOf(list)),
            ("candidates", Fact.ListOf(lost ? await CandidatesAsync(devices, [.. gateways.Select(gateway => gateway.Via)], cancel) : [])),
            ("conflicts", Fact.ListOf((await conflicts).OfType<Fact.Record>())));
    }

    /// <summary>The gateways of default routes, and of what stands in for one: halves of the Internet, or a table that a rule prefers.</summary>
    private static List<(IPAddress Via, NetDevice Device, List<string> Prefixes)> Ways(List<NetDevice> devices)
    {
        var main = RouteTable.Read().Where(route => route.Prefix <= 1 && !route.IsReject && !route.Via.Equals(IPAddress.Any))
            .Select(route => (route.Via, Device: devices.Find(device => device.Name == route.Device), Prefix: route.IsDefault ? "default" : $"{route.Destination}/{route.Prefix}"));
        var policy = RoutingPolicy.Read();
        var preferred = policy is null ? [] : RoutesProbe.Outside.Select(policy.To).Where(way => way.Route is { Ends: false, Via: not null })
            .Select(way => (Via: way.Route!.Via!, Device: devices.Find(device => device.Index == way.Route.Device), Prefix: way.Route.Target));
        return [.. main.Concat(preferred).Where(way => way.Device is { IsEthernet: true })
            .GroupBy(way => way.Via).Select(group => (group.Key, group.First().Device!, group.Select(way => way.Prefix).Distinct().ToList()))];
    }

    private static async Task<Fact.Record?> GatewayAsync(IPAddress address, NetDevice device, List<string> prefixes, CancellationToken cancel)
    {
        var (asked, mac) = device.IsUp && device.DoesArp ? await Arp.AskAsync(device, address, OwnAddress(device, address), Wait, cancel) : (true, null);
        if (!asked)
            return null;
        var known = Permanent(address, device.Name);
        return Fact.Of(
            ("address", address.ToString()),
            ("device", device.Name),
            ("answers", mac is not null),
            ("mac", mac is null ? null : Text(mac)),
            ("wrongMac", mac is not null && known is not null && known != Text(mac)),
            ("knownMac", known),
            ("arpOff", !device.DoesArp),
            ("prefixes", Fact.ListOf(prefixes)),
            ("onLink", device.Holds(address)));
    }

    /// <summary>Gateways that files name, then the places where one usually lives; only those that answer are of use.</summary>
    private static async Task<IEnumerable<Fact.Record>> CandidatesAsync(List<NetDevice> devices, List<IPAddress> tried, CancellationToken cancel)
    {
        var named = RoutesProbe.Candidates(devices, NetConfiguration.Read()).Where(candidate => candidate.Device.DoesArp && candidate.Device.IsUp);
        var resolvers = ResolvConf.Read().Servers.SelectMany(server => devices.Where(device => device.Holds(server)).Select(device => (server, device, "the name server's address")));
        var usual = devices.Where(device => device.IsReal && device.IsUp && device.DoesArp).SelectMany(device => device.V4.Where(own => own.Prefix is >= 8 and <= 30)
            .SelectMany(own => Ends(own.Address, own.Prefix).Select(address => (address, device, "the usual place on its network"))));
        var neighbours = Neighbours().Where(neighbour => devices.Exists(device => device.Name == neighbour.Device))
            .Select(neighbour => (neighbour.Address, devices.Find(device => device.Name == neighbour.Device)!, "a neighbour that was talked to"));
        var all = named.Concat(usual).Concat(resolvers).Concat(neighbours)
            .Where(candidate => !tried.Contains(candidate.Item1) && !candidate.Item2.V4.Any(own => own.Address.Equals(candidate.Item1)))
            .DistinctBy(candidate => candidate.Item1).Take(8);
        var answers = await Task.WhenAll(all.Select(async candidate =>
        {
            var (address, device, source) = candidate;
            var (asked, mac) = await Arp.AskAsync(device, address, OwnAddress(device, address), Wait / 2, cancel);
            return Fact.Of(("address", address.ToString()), ("device", device.Name), ("source", source), ("answers", asked && mac is not null));
        }));
        return answers;
    }

    /// <returns>Whoever answers at the first or last address of the interface's network.</returns>
    public static async Task<IPAddress?> FindAsync(string name, CancellationToken cancel)
    {
        if (NetDevices.Read().Find(device => device.Name == name && device.DoesArp) is not { } device)
            return null;
        foreach (var address in device.V4.Where(own => own.Prefix is >= 8 and <= 30).SelectMany(own => Ends(own.Address, own.Prefix)))
        {
            if (await Arp.AskAsync(device, address, OwnAddress(device, address), Wait, cancel) is (true, not null))
                return address;
        }
        return null;
    }

    private static async Task<Fact.Record?> ConflictAsync(NetDevice device, IPAddress own, List<NetDevice> devices, CancellationToken cancel)
    {
        var (_, mac) = await Arp.AskAsync(device, own, IPAddress.Any, Wait / 3, cancel);
        // Another interface of this very machine may answer: the ports of a bridge, both ends of a pair.
        return mac is null || devices.Exists(known => known.Mac.AsSpan().SequenceEqual(mac)) ? null : Fact.Of(("address", own.ToString()), ("device", device.Name), ("mac", Text(mac)));
    }

    private static IPAddress OwnAddress(NetDevice device, IPAddress target) =>
        device.V4.Where(own => Subnet.Same(own.Address, target, own.Prefix)).Concat(device.V4).Select(own => own.Address).FirstOrDefault(IPAddress.Any);

    private static IEnumerable<IPAddress> Ends(IPAddress own, int prefix)
    {
        var network = Subnet.Number(own) & (uint.MaxValue << (32 - prefix));
        return [Subnet.Address(network + 1), Subnet.Address((network | (uint.MaxValue >> prefix)) - 1)];
    }

    private static string Text(byte[] mac) => string.Join(':', mac.Select(b => b.ToString("x2")));

    /// <returns>The hardware address of a permanent entry in the neighbour table.</returns>
    private static string? Permanent(IPAddress address, string device) =>
        ArpTable().FirstOrDefault(fields => fields[0] == address.ToString() && fields[5] == device && Convert.ToInt32(fields[2], 16) is var flags && (flags & 0x6) is 0x6)?[3];

    private static IEnumerable<(IPAddress Address, string Device)> Neighbours() =>
        ArpTable().Where(fields => fields[2] is "0x2").Select(fields => (IPAddress.Parse(fields[0]), fields[5]));

    private static IEnumerable<string[]> ArpTable() =>
        TextFile.Lines("/proc/self/net/arp").Skip(1).Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Where(fields => fields.Length >= 6);
}
