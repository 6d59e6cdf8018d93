namespace Fettle.Agent.Platform.Linux;

/// <summary>The matches of iptables that it hands to nftables as they are (linux/netfilter/xt_*.h).</summary>
internal static class XtMatch
{
    /// <summary>Whether the packet matches; sets <paramref name="doubtful"/> for a match that is not understood.</summary>
    public static bool Matches(NftExpression match, Packet packet, ref bool doubtful)
    {
        var info = match.Attributes.TryGetValue(3, out var attribute) ? attribute.Value.Span : [];
        switch (match.Text(1))
        {
            case "comment":
                return true;
            case "tcp" or "udp" when info.Length >= 9:
                var inverted = info[match.Text(1) is "tcp" ? 11 : 8];
                return Between(packet.FromPort, info) != ((inverted & 1) is 1) && Between(packet.ToPort, info[4..]) != ((inverted & 2) is 2);
            case "conntrack" when info.Length >= 152 && BitConverter.ToUInt16(info[146..]) is 1:
                var wanted = (BitConverter.ToUInt16(info[150..]) & (packet.Established ? 2 : 8)) is not 0;
                return wanted != ((BitConverter.ToUInt16(info[148..]) & 1) is 1);
            case "state" when info.Length >= 4:
                return (BitConverter.ToUInt32(info) & (packet.Established ? 2u : 8u)) is not 0;
            case "icmp" when info.Length >= 1:
                return info[0] is 255 || packet.TransportHeader()[0] == info[0];
            case "multiport" when info.Length >= 34:
                return Multiport(info, packet);
            case "owner" when info.Length >= 18 && (info[16] & 2) is 0:
                var own = packet.Hook is Packet.Output && packet.User >= BitConverter.ToUInt32(info) && packet.User <= BitConverter.ToUInt32(info[4..]);
                return own != ((info[17] & 1) is 1);
            default:
                doubtful = true;
                return true;
        }
    }

    private static bool Between(ushort port, ReadOnlySpan<byte> range) => port >= BitConverter.ToUInt16(range) && port <= BitConverter.ToUInt16(range[2..]);

    /// <summary>flags (0 source, 1 destination, 2 either), count, 15 ports, 15 range marks, invert.</summary>
    private static bool Multiport(ReadOnlySpan<byte> info, Packet packet)
    {
        var hit = false;
        for (var i = 0; i < info[1] && i < 15; i++)
        {
            var low = BitConverter.ToUInt16(info[(2 + (i * 2))..]);
            var high = info.Length >= 48 && info[32 + i] is 1 && i < 14 ? BitConverter.ToUInt16(info[(2 + (++i * 2))..]) : low;
            hit |= (info[0] is 0 or 2 && packet.FromPort >= low && packet.FromPort <= high) || (info[0] is 1 or 2 && packet.ToPort >= low && packet.ToPort <= high);
        }
        return hit != (info.Length >= 48 && info[47] is 1);
    }
}
