using System.Buffers.Binary;
using System.Net;

namespace Fettle.Agent.Platform.Linux;

/// <summary>An IPv4 route of any table, as the kernel's own dump tells it.</summary>
internal sealed record PolicyRoute(uint Table, byte Type, IPAddress Destination, int Prefix, IPAddress? Via, int Device, uint Metric)
{
    /// <summary>blackhole, unreachable or prohibit: packets end here.</summary>
    public bool Ends => Type is 6 or 7 or 8;

    public string TypeName => Type switch { 6 => "blackhole", 7 => "unreachable", 8 => "prohibit", _ => "unicast" };

    public string Target => Prefix is 0 ? "default" : $"{Destination}/{Prefix}";
}

/// <summary>A rule of policy routing: which table is asked, or that the packet ends.</summary>
internal sealed record PolicyRule(uint Priority, byte Action, uint Table, IPAddress? To, int ToPrefix, bool Inverted, bool IsMarked, bool IsSelective, int? Suppress)
{
    public bool Ends => Action is 6 or 7 or 8;

    public string ActionName => Action switch { 6 => "blackhole", 7 => "unreachable", 8 => "prohibit", _ => $"lookup {Table}" };
}

/// <summary>
/// The kernel's way of choosing a route, rule by rule and table by table: /proc/net/route shows the main table alone, and a VPN that died leaves
/// its traces elsewhere.
/// </summary>
internal sealed class RoutingPolicy
{
    private const int GetRoutes = 26, GetRules = 34, Unicast = 1, ToTable = 1;

    public required IReadOnlyList<PolicyRoute> Routes { get; init; }

    public required IReadOnlyList<PolicyRule> Rules { get; init; }

    /// <returns>Null when the kernel does not answer.</returns>
    public static RoutingPolicy? Read() =>
        Netlink.AskRouting(GetRoutes) is { } routes && Netlink.AskRouting(GetRules) is { } rules
            ? new RoutingPolicy { Routes = [.. routes.Select(Route).OfType<PolicyRoute>()], Rules = [.. rules.Select(Rule).OrderBy(rule => rule.Priority)] }
            : null;

    /// <summary>The route to an address; and where a rule or route ends the way, that.</summary>
    public (PolicyRoute? Route, PolicyRule? Rule) To(IPAddress address)
    {
        foreach (var rule in Rules.Where(rule => Applies(rule, address)))
        {
            if (rule.Ends)
                return (null, rule);
            if (rule.Action is not ToTable)
                continue;
            var route = Routes.Where(route => route.Table == rule.Table && Subnet.Same(route.Destination, address, route.Prefix) && !(route.Prefix <= rule.Suppress))
                .OrderByDescending(route => route.Prefix).ThenBy(route => route.Metric).FirstOrDefault();
            if (route is not null)
                return (route, null);
        }
        return (null, null);
    }

    /// <summary>A rule for certain senders, interfaces or users is not for everybody; a packet of ours carries no mark.</summary>
    private static bool Applies(PolicyRule rule, IPAddress address) =>
        !rule.IsSelective && rule.IsMarked == rule.Inverted && (rule.To is null || Subnet.Same(rule.To, address, rule.ToPrefix) != rule.Inverted);

    /// <summary>Finds what a name means (rule:PRIORITY, route:TABLE:TYPE:TARGET:METRIC, via:TARGET:GATEWAY) and takes it away.</summary>
    /// <returns>False when there is no such thing, or the kernel refuses.</returns>
    public bool DropNamed(string name) => name.Split(':') switch
    {
        ["rule", var priority] => Rules.FirstOrDefault(rule => rule.Priority.ToString() == priority && rule.Priority is not 0) is { } rule && Drop(rule) is 0,
        ["route", var table, var type, var target, var metric] =>
            Routes.FirstOrDefault(route => route.Ends && route.Table.ToString() == table && route.TypeName == type && route.Target == target && route.Metric.ToString() == metric) is { } route && Drop(route) is 0,
        ["via", var target, var gateway] => Routes.FirstOrDefault(route => route.Target == target && route.Via?.ToString() == gateway) is { } route && Drop(route) is 0,
        _ => false,
    };

    /// <summary>Takes an ending rule or route away, as: ip rule del pref N, ip route del blackhole TARGET table N.</summary>
    /// <returns>0, or the kernel's error number.</returns>
    public static int Drop(PolicyRule rule) => Netlink.DeleteRouting(33, [2, 0, 0, 0, 0, 0, 0, rule.Action, 0, 0, 0, 0],
        attributes => NetlinkAttribute.Write(attributes, 6, BitConverter.GetBytes(rule.Priority)));

    /// <inheritdoc cref="Drop(PolicyRule)"/>
    public static int Drop(PolicyRoute route) => Netlink.DeleteRouting(25, [2, (byte)route.Prefix, 0, 0, 0, 0, 0, route.Type, 0, 0, 0, 0], attributes =>
    {
        NetlinkAttribute.Write(attributes, 1, route.Destination.GetAddressBytes());
        NetlinkAttribute.Write(attributes, 6, BitConverter.GetBytes(route.Metric));
        NetlinkAttribute.Write(attributes, 15, BitConverter.GetBytes(route.Table));
        if (route.Via is { } via)
            NetlinkAttribute.Write(attributes, 5, via.GetAddressBytes());
    });

    private static PolicyRoute? Route((byte[] Head, List<NetlinkAttribute> Attributes) entry)
    {
        var (head, attributes) = entry;
        if (head[7] is not (Unicast or 6 or 7 or 8))
            return null;
        return new PolicyRoute(
            Number(attributes, 15) ?? head[4], head[7], Address(attributes, 1) ?? IPAddress.Any, head[1], Address(attributes, 5), (int)(Number(attributes, 4) ?? 0), Number(attributes, 6) ?? 0);
    }

    private static PolicyRule Rule((byte[] Head, List<NetlinkAttribute> Attributes) entry)
    {
        var (head, attributes) = entry;
        // Sender, interfaces, users, protocol and ports single some packets out.
        var selective = head[2] > 0 || attributes.Exists(attribute => attribute.Type is 3 or 17 or 20 or 22 or 23 or 24);
        var suppress = Number(attributes, 14) is { } length && length != uint.MaxValue ? (int?)length : null;
        return new PolicyRule(
            Number(attributes, 6) ?? 0, head[7], Number(attributes, 15) ?? head[4], Address(attributes, 1), head[1],
            (BitConverter.ToUInt32(head, 8) & 2) is not 0, Number(attributes, 10) is > 0, selective, suppress);
    }

    private static uint? Number(List<NetlinkAttribute> attributes, int type) =>
        attributes.FirstOrDefault(attribute => attribute.Type == type) is { Value.Length: 4 } found ? BinaryPrimitives.ReadUInt32LittleEndian(found.Value.Span) : null;

    private static IPAddress? Address(List<NetlinkAttribute> attributes, int type) =>
        attributes.FirstOrDefault(attribute => attribute.Type == type) is { Value.Length: 4 } found ? new IPAddress(found.Value.Span) : null;
}
