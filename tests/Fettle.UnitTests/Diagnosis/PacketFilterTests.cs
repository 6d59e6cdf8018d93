using System.Buffers.Binary;
using System.Net;
using Fettle.Agent.Platform.Linux;

namespace Fettle.UnitTests.Diagnosis;

/// <summary>Imagined packets through rules as the kernel hands them out.</summary>
public sealed class PacketFilterTests
{
    private static readonly IPAddress Here = IPAddress.Parse("192.0.2.10"), There = IPAddress.Parse("198.51.100.7");
    private static readonly Packet Question = new(Packet.Output, Packet.Udp, Here, There, 40000, 53, "eth0", Established: false);
    private static readonly Packet Web = new(Packet.Output, Packet.Tcp, Here, There, 40000, 443, "eth0", Established: false);
    private static readonly Packet WebAnswer = new(Packet.Input, Packet.Tcp, There, Here, 443, 40000, "eth0", Established: true);

    [Fact]
    public void Without_rules_everything_passes() => Assert.Equal(Ruling.Pass, Ask(Web, Chain(hook: 3)));

    [Fact]
    public void A_policy_drops_what_no_rule_accepts() => Assert.Equal(Ruling.Drop, Ask(Web, Chain(hook: 3, drops: true)));

    [Fact]
    public void A_policy_of_another_hook_does_not_matter() => Assert.Equal(Ruling.Pass, Ask(Web, Chain(hook: 1, drops: true)));

    [Fact]
    public void A_rule_for_a_port_drops_that_port_only()
    {
        var chain = Chain(hook: 3, rules: [.. Protocol(Packet.Udp), .. Port(53), Verdict(0)]);
        Assert.Equal(Ruling.Drop, Ask(Question, chain));
        Assert.Equal(Ruling.Pass, Ask(Web, chain));
    }

    [Fact]
    public void Established_answers_pass_a_closed_input()
    {
        var state = Expression("ct", (1, Number(1)), (2, Number(0)));
        var mask = Expression("bitwise", (1, Number(1)), (2, Number(1)), (3, Number(4)), (4, Value(BitConverter.GetBytes(6))), (5, Value(new byte[4])));
        var any = Expression("cmp", (1, Number(1)), (2, Number(1)), (3, Value(new byte[4])));
        var chain = Chain(hook: 1, drops: true, rules: [state, mask, any, Verdict(1)]);
        Assert.Equal(Ruling.Pass, Ask(WebAnswer, chain));
        Assert.Equal(Ruling.Drop, Ask(WebAnswer with { Established = false }, chain));
    }

    [Fact]
    public void A_jump_is_followed_and_comes_back()
    {
        var target = Chain(hook: null, name: "block", rules: [.. Protocol(Packet.Udp), .. Port(53), Verdict(0)]);
        var chain = Chain(hook: 3, rules: [Verdict(-3, "block")]);
        Assert.Equal(Ruling.Drop, Ask(Question, chain, target));
        Assert.Equal(Ruling.Pass, Ask(Web, chain, target));
    }

    [Fact]
    public void A_match_that_is_not_understood_is_never_called_a_block() =>
        Assert.Equal(Ruling.Unknown, Ask(Web, Chain(hook: 3, rules: [Expression("limit"), Verdict(0)])));

    [Theory]
    [InlineData(1, 0, true)]
    [InlineData(5, 0, true)]
    [InlineData(5, 1, false)]
    [InlineData(1, 2, false)]
    public void What_arrives_also_passes_the_chains_before_input(byte family, int hook, bool dropped) =>
        Assert.Equal(dropped ? Ruling.Drop : Ruling.Pass, Ask(WebAnswer, Chain(hook, drops: true, family: family)));

    [Fact]
    public void A_rule_about_one_user_drops_that_users_packets_only()
    {
        NftExpression[] user = [Expression("meta", (1, Number(1)), (2, Number(10))), Expression("cmp", (1, Number(1)), (2, Number(0)), (3, Value(BitConverter.GetBytes(1000))))];
        var chain = Chain(hook: 3, rules: [.. user, Verdict(0)]);
        Assert.Equal(Ruling.Pass, Ask(Web, chain));
        Assert.Equal(Ruling.Drop, Ask(Web with { User = 1000 }, chain));
    }

    private static Ruling Ask(Packet packet, params NftChain[] chains) => new PacketFilter(new Nftables { Chains = chains }).Ask(packet).Ruling;

    private static NftChain Chain(int? hook, bool drops = false, string name = "chain", byte family = 1, params NftExpression[] rules)
    {
        var chain = new NftChain(family, "filter", name, hook, 0, drops, hook is null ? "" : "filter");
        if (rules.Length > 0)
            chain.Rules.Add(new NftRule(7, rules));
        return chain;
    }

    private static NftExpression[] Protocol(byte protocol) =>
        [Expression("meta", (1, Number(1)), (2, Number(16))), Expression("cmp", (1, Number(1)), (2, Number(0)), (3, Value([protocol])))];

    private static NftExpression[] Port(ushort port) =>
        [Expression("payload", (1, Number(1)), (2, Number(2)), (3, Number(2)), (4, Number(2))), Expression("cmp", (1, Number(1)), (2, Number(0)), (3, Value([(byte)(port >> 8), (byte)port])))];

    private static NftExpression Verdict(int code, string? chain = null)
    {
        var verdict = new MemoryStream();
        NetlinkAttribute.Write(verdict, 1, Number(unchecked((uint)code)));
        if (chain is not null)
            NetlinkAttribute.Write(verdict, 2, chain);
        var data = new MemoryStream();
        NetlinkAttribute.Write(data, 2, verdict.ToArray());
        return Expression("immediate", (1, Number(0)), (2, data.ToArray()));
    }

    private static NftExpression Expression(string name, params (int Type, byte[] Value)[] attributes) =>
        new(name, attributes.ToDictionary(attribute => attribute.Type, attribute => new NetlinkAttribute(attribute.Type, attribute.Value)));

    private static byte[] Number(uint number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return bytes;
    }

    private static byte[] Value(byte[] value)
    {
        var data = new MemoryStream();
        NetlinkAttribute.Write(data, 1, value);
        return data.ToArray();
    }
}
