using System.Globalization;
using System.Net;

namespace Fettle.Agent.Platform.Linux;

/// <summary>An IPv4 route of the main table.</summary>
internal sealed record Route(string Device, IPAddress Destination, int Prefix, IPAddress Via, int Metric, bool IsReject, bool IsUp)
{
    public bool IsDefault => Prefix is 0 && Destination.Equals(IPAddress.Any);
}

internal static class RouteTable
{
    public static List<Route> Read()
    {
        var routes = new List<Route>();
        foreach (var line in TextFile.Lines("/proc/self/net/route").Skip(1))
        {
            // Iface Destination Gateway Flags RefCnt Use Metric Mask: addresses are little-endian hex
            var fields = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length < 8)
                continue;
            var flags = int.Parse(fields[3], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            routes.Add(new Route(
                fields[0], Address(fields[1]), System.Numerics.BitOperations.PopCount(Hex(fields[7])), Address(fields[2]),
                int.Parse(fields[6], CultureInfo.InvariantCulture), (flags & 0x200) is not 0, (flags & 1) is not 0));
        }
        return routes;
    }

    /// <summary>Whether IPv6 has a default route that leads somewhere.</summary>
    public static bool HasDefault6() =>
        TextFile.Lines("/proc/self/net/ipv6_route").Any(line =>
            line.StartsWith("00000000000000000000000000000000 00 ") && line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: >= 10 } fields
            && fields[9] is not "lo" && (Hex(fields[8]) & 0x201) is 1);

    /// <summary>The route that a packet to an address takes: the longest prefix, then the least metric.</summary>
    public static Route? To(IEnumerable<Route> routes, IPAddress address) =>
        routes.Where(route => route.IsUp && Subnet.Same(route.Destination, address, route.Prefix))
            .OrderByDescending(route => route.Prefix).ThenBy(route => route.Metric).FirstOrDefault();

    private static uint Hex(string text) => uint.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static IPAddress Address(string hex) => new(BitConverter.GetBytes(Hex(hex)));
}
