using Fettle.Agent.Platform.Linux;
using Fettle.Diagnosis.Facts;

namespace Fettle.Agent.Probes.Linux;

/// <summary>What the old iptables tables drop of the packets that everybody needs.</summary>
internal static class LegacyBlocks
{
    public static IEnumerable<Fact.Record> Find(LegacyTables tables, IEnumerable<(string What, string Kind, Packet Packet)> packets) =>
        from asked in packets
        let ruling = tables.Ask(asked.Packet)
        where ruling is { Drop: not null, Doubtful: false }
        select Describe(asked.What, asked.Kind, asked.Packet, ruling.Drop!);

    /// <summary>The rules to take out, the last first: numbers shift when an earlier one goes.</summary>
    public static IEnumerable<Fact.Record> InOrder(IEnumerable<Fact.Record> blocks) =>
        blocks.Where(block => block["handle"] is Fact.Number).DistinctBy(block => (block["chain"], block["handle"]))
            .OrderByDescending(block => ((Fact.Number)block["handle"]!).Value)
            .Select(block => Fact.Of(("chain", block["chain"]), ("number", block["handle"]), ("kind", block["kind"])));

    private static Fact.Record Describe(string what, string kind, Packet packet, LegacyRule rule) => Fact.Of(
        // By what it stops: a number would mean another rule as soon as one is removed.
        ("key", $"legacy {rule.Chain} {what}"),
        ("what", what),
        ("kind", kind),
        ("family", "ip"),
        ("table", "filter (iptables-legacy)"),
        ("chain", rule.Chain),
        ("hook", packet.Hook is Packet.Input ? "input" : "output"),
        ("handle", rule.IsPolicy ? null : (double)rule.Number),
        ("policy", rule.IsPolicy),
        ("rule", rule.IsPolicy ? "its policy is DROP" : $"rule {rule.Number} {(rule.IsRejecting ? "rejects" : "drops")} it"),
        ("narrow", !rule.IsPolicy),
        ("port", packet.ToPort),
        ("legacy", true));
}
