using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace Fettle.Agent.Platform.Linux;

/// <summary>A packet that is only imagined, to ask the filter what it would do with it.</summary>
internal sealed record Packet(int Hook, byte Protocol, IPAddress From, IPAddress To, ushort FromPort, ushort ToPort, string Device, bool Established)
{
    /// <summary>Whose packet it is, when it leaves; also taken for the group, which is the same number for a person's own.</summary>
    public int User { get; init; }

    public const byte Icmp = 1, Tcp = 6, Udp = 17;
    public const int Input = 1, Output = 3;

    /// <summary>conntrack's state bits as nftables sees them.</summary>
    public byte[] State => BitConverter.GetBytes(Established ? 2u : 8u);

    public byte[] NetworkHeader()
    {
        var header = new byte[20];
        header[0] = 0x45;
        header[3] = 60;
        header[8] = 64;
        header[9] = Protocol;
        From.TryWriteBytes(header.AsSpan(12), out _);
        To.TryWriteBytes(header.AsSpan(16), out _);
        return header;
    }

    public byte[] TransportHeader()
    {
        var header = new byte[20];
        if (Protocol is Icmp)
        {
            header[0] = (byte)(Established ? 0 : 8);
            return header;
        }
        BinaryPrimitives.WriteUInt16BigEndian(header, FromPort);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(2), ToPort);
        if (Protocol is Tcp)
            (header[12], header[13]) = (0x50, (byte)(Established ? 0x10 : 0x02));
        return header;
    }
}

/// <summary>What the filter does with a packet, and which rule or chain says so.</summary>
internal enum Ruling
{
    /// <summary>It goes on to the next chain.</summary>
    Pass,
    Drop,

    /// <summary>A rule uses something that is not understood here: nothing is claimed.</summary>
    Unknown,
}

/// <summary>Walks an imagined packet through the kernel's rules as the kernel would.</summary>
internal sealed class PacketFilter(Nftables rules)
{
    private enum Step { Continue, Break, Accept, Drop, Return, Unknown }

    /// <returns>The ruling, with the chain and the rule that drops; no rule means the chain's policy.</returns>
    public (Ruling Ruling, NftChain? Chain, NftRule? Rule) Ask(Packet packet)
    {
        var unsure = false;
        foreach (var chain in rules.Chains.Where(chain => chain.Way == packet.Hook && chain.Type is "filter" or "route").OrderBy(chain => chain.Order))
        {
            var (step, in_, rule) = Walk(chain, packet, 0);
            if (step is Step.Drop)
                return (unsure ? Ruling.Unknown : Ruling.Drop, in_, rule);
            unsure |= step is Step.Unknown;
            if (step is Step.Continue or Step.Return && chain.DropsByPolicy)
                return (unsure ? Ruling.Unknown : Ruling.Drop, chain, null);
        }
        return (unsure ? Ruling.Unknown : Ruling.Pass, null, null);
    }

    private (Step, NftChain, NftRule?) Walk(NftChain chain, Packet packet, int depth)
    {
        foreach (var rule in chain.Rules)
        {
            var (step, target) = Run(chain, rule, packet);
            switch (step)
            {
                case Step.Accept or Step.Drop or Step.Return:
                    return (step, chain, rule);
                // A rule that cannot be judged matters only if it could let the packet pass or drop it.
                case Step.Unknown:
                    return (Step.Unknown, chain, rule);
            }
            if (target is null || depth > 16 || rules.Chains.FirstOrDefault(known => known.Family == chain.Family && known.Table == chain.Table && known.Name == target.Value.Chain) is not { } next)
                continue;
            var inner = Walk(next, packet, depth + 1);
            if (inner.Item1 is Step.Accept or Step.Drop or Step.Unknown)
                return inner;
            if (target.Value.Goto)
                return (Step.Return, chain, rule);
        }
        return (Step.Continue, chain, null);
    }

    private (Step, (string Chain, bool Goto)?) Run(NftChain chain, NftRule rule, Packet packet)
    {
        var registers = new byte[96];
        var doubtful = false;
        foreach (var expression in rule.Expressions)
        {
            var verdict = Evaluate(chain, expression, packet, registers, ref doubtful);
            switch (verdict)
            {
                case { } jump when jump.Code is -3 or -4:
                    return doubtful ? (Step.Unknown, null) : (Step.Continue, (jump.Chain, jump.Code is -4));
                case { Code: 0 or 1 or -5 } end:
                    return (doubtful ? Step.Unknown : end.Code switch { 0 => Step.Drop, 1 => Step.Accept, _ => Step.Return }, null);
                case { Code: -2 }:
                    return (Step.Continue, null);
            }
        }
        return (Step.Continue, null);
    }

    /// <returns>A verdict (0 drop, 1 accept, -2 the rule does not match, -3 jump, -4 goto, -5 return), or null to go on in the rule.</returns>
    private (int Code, string Chain)? Evaluate(NftChain chain, NftExpression expression, Packet packet, byte[] registers, ref bool doubtful)
    {
        (int, string)? noMatch = (-2, "");
        switch (expression.Name)
        {
            case "meta" when expression.Attributes.ContainsKey(1):
                if (Meta(expression.Number(2), packet) is not { } meta)
                    doubtful = true;
                else
                    Load(registers, expression.Number(1), meta);
                return null;
            case "payload" when expression.Attributes.ContainsKey(1):
                var header = expression.Number(2) switch { 1 => packet.NetworkHeader(), 2 => packet.TransportHeader(), _ => [] };
                var (offset, length) = ((int)expression.Number(3), (int)expression.Number(4));
                if (offset + length > header.Length)
                    doubtful = true;
                else
                    Load(registers, expression.Number(1), header.AsSpan(offset, length));
                return null;
            case "ct" when expression.Number(2) is 0 && expression.Attributes.ContainsKey(1):
                Load(registers, expression.Number(1), packet.State);
                return null;
            case "bitwise":
                var mask = expression.Value(4);
                var xor = expression.Value(5);
                var source = registers.AsSpan(Offset(expression.Number(1)), mask.Length).ToArray();
                for (var i = 0; i < mask.Length; i++)
                    source[i] = (byte)((source[i] & mask[i]) ^ (i < xor.Length ? xor[i] : 0));
                Load(registers, expression.Number(2), source);
                return null;
            case "cmp":
                var wanted = expression.Value(3);
                var compared = registers.AsSpan(Offset(expression.Number(1)), wanted.Length).SequenceCompareTo(wanted);
                return expression.Number(2) switch { 0 => compared is 0, 1 => compared is not 0, 2 => compared < 0, 3 => compared <= 0, 4 => compared > 0, _ => compared >= 0 } ? null : noMatch;
            case "range":
                var (low, high) = (expression.Value(3), expression.Value(4));
                var value = registers.AsSpan(Offset(expression.Number(1)), low.Length);
                return (value.SequenceCompareTo(low) >= 0 && value.SequenceCompareTo(high) <= 0) == (expression.Number(2) is 0) ? null : noMatch;
            case "lookup":
                return Lookup(chain, expression, registers, noMatch);
            case "immediate":
                return expression.Number(1) is 0 ? Verdict(expression.Attributes.GetValueOrDefault(2)) : null;
            case "reject":
                return (0, "");
            case "target":
                return expression.Text(1) is "REJECT" or "DROP" ? (0, "") : null;
            case "match":
                return XtMatch.Matches(expression, packet, ref doubtful) ? null : noMatch;
            case "counter" or "log" or "notrack" or "masq" or "nat" or "redir" or "dup" or "objref" or "last":
                return null;
            case "quota" or "limit" or "connlimit" or "numgen" or "hash" or "fib" or "socket" or "osf" or "rt" or "dynset" or "ct" or "meta" or "payload" or "exthdr" or "queue" or "tproxy" or "synproxy":
            default:
                doubtful = true;
                return null;
        }
    }

    private (int, string)? Lookup(NftChain chain, NftExpression expression, byte[] registers, (int, string)? noMatch)
    {
        var inverted = (expression.Number(5) & 1) is 1;
        var elements = rules.Set(chain.Family, chain.Table, expression.Text(1));
        var at = Offset(expression.Number(2));
        NftElement? hit = null;
        foreach (var element in elements.Where(element => !element.EndsInterval))
        {
            var key = registers.AsSpan(at, element.Key.Length);
            var end = element.KeyEnd ?? elements.Where(other => other.EndsInterval && other.Key.AsSpan().SequenceCompareTo(element.Key) > 0).Select(other => other.Key).MinBy(Convert.ToHexString);
            var intervals = elements.Exists(other => other.EndsInterval);
            var inside = element.KeyEnd is not null ? key.SequenceCompareTo(element.Key) >= 0 && key.SequenceCompareTo(end) <= 0
                : intervals ? key.SequenceCompareTo(element.Key) >= 0 && (end is null || key.SequenceCompareTo(end) < 0)
                : key.SequenceEqual(element.Key);
            if (inside)
                hit = element;
        }
        if (expression.Attributes.ContainsKey(3) && expression.Number(3) is 0)
            return hit?.Data is { } data ? Verdict(data) : noMatch;
        return (hit is not null) != inverted ? null : noMatch;
    }

    private static (int, string)? Verdict(NetlinkAttribute data)
    {
        var verdict = data.Nested.FirstOrDefault(part => part.Type is 2);
        if (verdict.Value.IsEmpty)
            return null;
        var parts = verdict.Nested;
        return ((int)parts.First(part => part.Type is 1).Number, parts.FirstOrDefault(part => part.Type is 2) is { Value.IsEmpty: false } chain ? chain.Text : "");
    }

    private static byte[]? Meta(uint key, Packet packet) => key switch
    {
        1 => [0x08, 0x00],
        4 or 5 => BitConverter.GetBytes((key is 4) == (packet.Hook is Packet.Input) ? NetDevices.Index(packet.Device) : 0),
        6 or 7 => Name((key is 6) == (packet.Hook is Packet.Input) ? packet.Device : ""),
        10 or 11 => packet.Hook is Packet.Output ? BitConverter.GetBytes(packet.User) : null,
        15 => [2],
        16 => [packet.Protocol],
        _ => null,
    };

    private static byte[] Name(string device)
    {
        var bytes = new byte[16];
        Encoding.ASCII.GetBytes(device, bytes);
        return bytes;
    }

    private static void Load(byte[] registers, uint register, ReadOnlySpan<byte> value)
    {
        var at = Offset(register);
        registers.AsSpan(at, Math.Min(16, registers.Length - at)).Clear();
        value.CopyTo(registers.AsSpan(at));
    }

    /// <summary>Four registers of 16 bytes, which are also sixteen of 4.</summary>
    private static int Offset(uint register) => (int)(register < 8 ? register * 16 : 16 + ((register - 8) * 4));
}
