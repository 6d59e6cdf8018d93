using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using Fettle.Protocol;

namespace Fettle.Agent.Platform.Linux.Inventory;

internal static class Network
{
    public static IReadOnlyList<InventoryItem> Read()
    {
        var items = NetworkInterface.GetAllNetworkInterfaces()
            .Where(one => one.NetworkInterfaceType != NetworkInterfaceType.Loopback && !IsOfContainer(one.Name))
            .OrderBy(one => one.Name, StringComparer.Ordinal).Select(Describe).ToList();
        if (Servers() is { Length: > 0 } servers)
            items.Add(new Fields { { "servers", servers }, { "search", ResolvConf("search") ?? ResolvConf("domain") } }.ToItem("dns"));
        if (Gateways() is { Count: > 0 } gateways)
            items.Add(new Fields
            {
                { "addresses", string.Join(", ", gateways.Select(g => g.Address)) },
                { "interface", string.Join(", ", gateways.Select(g => g.Interface).Distinct()) },
            }.ToItem("gateway"));
        return items;
    }

    /// <summary>They come and go with every container and say nothing about the device.</summary>
    private static bool IsOfContainer(string name) =>
        name.StartsWith("veth", StringComparison.Ordinal) || name.StartsWith("cali", StringComparison.Ordinal) || name.StartsWith("lxc", StringComparison.Ordinal);

    private static InventoryItem Describe(NetworkInterface one)
    {
        var folder = "/sys/class/net/" + one.Name;
        return new Fields
        {
            { "mac", TextFile.TryReadWord(folder + "/address") },
            { "addresses", string.Join(", ", one.GetIPProperties().UnicastAddresses.Select(a => $"{WithoutScope(a.Address)}/{a.PrefixLength}").Order(StringComparer.Ordinal)) },
            { "state", TextFile.TryReadWord(folder + "/operstate") },
            { "speed", long.TryParse(TextFile.TryReadWord(folder + "/speed"), out var megabits) && megabits > 0 ? megabits * 1_000_000 : null },
            { "kind", Kind(folder) },
        }.ToItem(one.Name);
    }

    private static IPAddress WithoutScope(IPAddress address) => new(address.GetAddressBytes());

    private static string Kind(string folder)
    {
        if (Directory.Exists(folder + "/wireless"))
            return "wireless";
        if (Directory.Exists(folder + "/bridge"))
            return "bridge";
        if (Directory.Exists(folder + "/bonding"))
            return "bond";
        if (File.Exists(folder + "/tun_flags"))
            return "tunnel";
        return Directory.Exists(folder + "/device") ? "ethernet" : "virtual";
    }

    private static string? ResolvConf(string keyword) =>
        TextFile.Lines("/etc/resolv.conf").LastOrDefault(line => line.StartsWith(keyword + " ", StringComparison.Ordinal))?[(keyword.Length + 1)..];

    private static string Servers() => string.Join(", ",
        TextFile.Lines("/etc/resolv.conf").Where(line => line.StartsWith("nameserver ", StringComparison.Ordinal)).Select(line => line["nameserver ".Length..].Trim()));

    /// <summary>/proc/net/route and ipv6_route: addresses in hexadecimal, the first as a little-endian word.</summary>
    private static List<(string Address, string Interface)> Gateways()
    {
        var found = new List<(string, string)>();
        foreach (var route in TextFile.Lines("/proc/net/route").Skip(1).Select(line => line.Split('\t')))
            if (route.Length > 7 && route[1] == "00000000" && route[7] == "00000000" && uint.TryParse(route[2], NumberStyles.HexNumber, null, out var v4) && v4 != 0)
                found.Add((new IPAddress(v4).ToString(), route[0]));
        foreach (var route in TextFile.Lines("/proc/net/ipv6_route").Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            if (route is [_, "00", _, _, { Length: 32 } next, .., var device] && next.Any(c => c != '0') && device != "lo")
                found.Add((new IPAddress(Convert.FromHexString(next)).ToString(), device));
        return [.. found.Distinct()];
    }
}
