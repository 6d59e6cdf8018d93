using System.Buffers.Binary;

namespace Fettle.Agent.Platform.Linux;

/// <summary>A chain of the kernel's packet filter. A base chain has a hook; the others are jumped to.</summary>
/// <param name="Hook">1 is input, 2 forward, 3 output.</param>
internal sealed record NftChain(byte Family, string Table, string Name, int? Hook, int Priority, bool DropsByPolicy, string Type)
{
    public List<NftRule> Rules { get; } = [];

    /// <summary>Input or Output of <see cref="Packet"/> for a base chain that this machine's own packets pass; null for others.</summary>
    public int? Way => (Family, Hook) switch
    {
        (1 or 2, 0 or 1) or (5, 0) => Packet.Input,
        (1 or 2, 3 or 4) or (5, 1) => Packet.Output,
        _ => null,
    };

    /// <summary>In which order the kernel comes to it: a card's own chain first on the way in and last on the way out, then by hook and priority.</summary>
    public (int, int) Order => (Family is 5 ? Way is Packet.Input ? -1 : 9 : Hook ?? 0, Priority);

    public string FamilyName => Family switch { 2 => "ip", 10 => "ip6", 1 => "inet", 3 => "arp", 5 => "netdev", 7 => "bridge", _ => "inet" };
}

internal sealed record NftRule(ulong Handle, IReadOnlyList<NftExpression> Expressions);

/// <summary>One step of a rule: its kind, and its attributes by number.</summary>
internal sealed record NftExpression(string Name, IReadOnlyDictionary<int, NetlinkAttribute> Attributes)
{
    public uint Number(int attribute) => Attributes.TryGetValue(attribute, out var value) ? value.Number : 0;

    public string Text(int attribute) => Attributes.TryGetValue(attribute, out var value) ? value.Text : "";

    /// <summary>The plain value inside a data attribute.</summary>
    public byte[] Value(int attribute) =>
        Attributes.TryGetValue(attribute, out var data) ? data.Nested.FirstOrDefault(inner => inner.Type is 1).Value.ToArray() : [];
}

/// <summary>An element of a set or map: a key (the end of an interval, perhaps), and for a verdict map where it leads.</summary>
internal sealed record NftElement(byte[] Key, bool EndsInterval, byte[]? KeyEnd, NetlinkAttribute? Data);

/// <summary>The kernel's packet filter, read over netlink: the truth even where no tool is installed. iptables of today writes there, too.</summary>
internal sealed class Nftables
{
    private const int GetTables = 1, GetChains = 4, GetRules = 7, DeleteRule = 8, NewChain = 3, GetElements = 13;
    private readonly Dictionary<(byte, string, string), List<NftElement>> _sets = [];

    public required IReadOnlyList<NftChain> Chains { get; init; }

    /// <returns>Null when the kernel does not answer.</returns>
    public static Nftables? Read()
    {
        if (Netlink.Ask(GetChains, 0) is not { } chains || Netlink.Ask(GetRules, 0) is not { } rules)
            return null;
        // A dormant table is kept and not asked.
        var dormant = (Netlink.Ask(GetTables, 0) ?? []).Where(table => table.Attributes.Exists(attribute => attribute.Type is 2 && (attribute.Number & 1) is 1))
            .Select(table => (table.Family, Text(table.Attributes, 1))).ToHashSet();
        var read = chains.ConvertAll(chain => Chain(chain.Family, chain.Attributes)).FindAll(chain => !dormant.Contains((chain.Family, chain.Table)));
        foreach (var (family, attributes) in rules)
        {
            var (table, chain) = (Text(attributes, 1), Text(attributes, 2));
            read.Find(known => known.Family == family && known.Table == table && known.Name == chain)?.Rules.Add(Rule(attributes));
        }
        return new Nftables { Chains = read };
    }

    public List<NftElement> Set(byte family, string table, string name)
    {
        if (_sets.TryGetValue((family, table, name), out var known))
            return known;
        var elements = new List<NftElement>();
        foreach (var (_, attributes) in Netlink.Ask(GetElements, family, message => { NetlinkAttribute.Write(message, 1, table); NetlinkAttribute.Write(message, 2, name); }) ?? [])
            elements.AddRange(attributes.Where(attribute => attribute.Type is 3).SelectMany(list => list.Nested).Select(Element));
        return _sets[(family, table, name)] = elements;
    }

    /// <returns>0, or the kernel's error number.</returns>
    public static int Delete(byte family, string table, string chain, ulong handle) => Netlink.Change(DeleteRule, family, 0, message =>
    {
        NetlinkAttribute.Write(message, 1, table);
        NetlinkAttribute.Write(message, 2, chain);
        var number = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(number, handle);
        NetlinkAttribute.Write(message, 3, number);
    });

    /// <returns>0, or the kernel's error number.</returns>
    public static int AcceptByPolicy(byte family, string table, string chain) => Netlink.Change(NewChain, family, 0, message =>
    {
        NetlinkAttribute.Write(message, 1, table);
        NetlinkAttribute.Write(message, 3, chain);
        NetlinkAttribute.Write(message, 5, [0, 0, 0, 1]);
    });

    public static byte FamilyNumber(string name) => name switch { "ip" => 2, "ip6" => 10, "arp" => 3, "netdev" => 5, "bridge" => 7, _ => 1 };

    private static NftChain Chain(byte family, List<NetlinkAttribute> attributes)
    {
        var hook = attributes.FirstOrDefault(attribute => attribute.Type is 4);
        var nested = hook.Value.IsEmpty ? [] : hook.Nested;
        return new NftChain(
            family, Text(attributes, 1), Text(attributes, 3),
            nested.Count is 0 ? null : (int)nested.First(attribute => attribute.Type is 1).Number,
            nested.Count is 0 ? 0 : (int)nested.FirstOrDefault(attribute => attribute.Type is 2).Number,
            attributes.Exists(attribute => attribute.Type is 5 && attribute.Number is 0),
            Text(attributes, 7));
    }

    private static NftRule Rule(List<NetlinkAttribute> attributes)
    {
        var handle = attributes.First(attribute => attribute.Type is 3).LongNumber;
        var expressions = attributes.Where(attribute => attribute.Type is 4).SelectMany(list => list.Nested).Select(element =>
        {
            var parts = element.Nested;
            var data = parts.FirstOrDefault(part => part.Type is 2);
            return new NftExpression(Text(parts, 1), (data.Value.IsEmpty ? [] : data.Nested).DistinctBy(part => part.Type).ToDictionary(part => part.Type));
        });
        return new NftRule(handle, [.. expressions]);
    }

    private static NftElement Element(NetlinkAttribute element)
    {
        var parts = element.Nested;
        byte[]? Value(int type) => parts.Where(part => part.Type == type).Select(part => part.Nested.FirstOrDefault(inner => inner.Type is 1).Value.ToArray()).FirstOrDefault();
        return new NftElement(
            Value(1) ?? [],
            parts.Exists(part => part.Type is 3 && (part.Number & 1) is 1),
            Value(10),
            parts.Where(part => part.Type is 2).Select(part => (NetlinkAttribute?)part).FirstOrDefault());
    }

    private static string Text(List<NetlinkAttribute> attributes, int type) => attributes.FirstOrDefault(attribute => attribute.Type == type) is { Value.IsEmpty: false } found ? found.Text : "";
}
