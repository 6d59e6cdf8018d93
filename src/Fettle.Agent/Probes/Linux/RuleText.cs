using System.Buffers.Binary;
using System.Net;
using Fettle.Agent.Platform.Linux;

namespace Fettle.Agent.Probes.Linux;

/// <summary>A rule of the packet filter in a few words.</summary>
internal static class RuleText
{
    public static bool Drops(NftRule rule) => rule.Expressions.Any(expression =>
        expression.Name is "reject"
        || (expression.Name is "target" && expression.Text(1) is "REJECT" or "DROP")
        || (expression.Name is "immediate" && expression.Number(1) is 0 && expression.Attributes[2].Nested.Exists(part => part.Type is 2 && part.Nested.First(code => code.Type is 1).Number is 0)));

    /// <returns>The port or address that the rule is about; null when it is about everything.</returns>
    public static string? Target(NftRule rule)
    {
        NftExpression? load = null;
        var targets = new List<string>();
        foreach (var expression in rule.Expressions)
        {
            switch (expression.Name)
            {
                case "payload":
                    load = expression;
                    break;
                case "cmp" when load is not null && expression.Number(2) is 0:
                    if (Field(load, expression.Value(3)) is { } field)
                        targets.Add(field);
                    load = null;
                    break;
                case "match" when expression.Text(1) is "tcp" or "udp" && expression.Attributes.TryGetValue(3, out var info) && info.Value.Length >= 8:
                    var (low, high) = (BitConverter.ToUInt16(info.Value.Span[4..]), BitConverter.ToUInt16(info.Value.Span[6..]));
                    if (low is not 0 || high is not 65535)
                        targets.Add(low == high ? $"port {low}" : $"ports {low} to {high}");
                    break;
                case "lookup" when load is not null && Field(load, [0, 0, 0, 0]) is { } set:
                    targets.Add($"a set of {set.Split(' ')[0]}s");
                    break;
            }
        }
        return targets.Count is 0 ? null : string.Join(", ", targets);
    }

    public static string Of(NftRule rule) => $"rule {rule.Handle} {(Drops(rule) ? "drops" : "leads away")} {Target(rule) ?? "everything"}";

    private static string? Field(NftExpression load, byte[] value) => (load.Number(2), load.Number(3), value.Length) switch
    {
        (1, 16, 4) => $"address {new IPAddress(value)}",
        (1, 12, 4) => $"sender {new IPAddress(value)}",
        (2, 2, >= 2) => $"port {BinaryPrimitives.ReadUInt16BigEndian(value)}",
        (2, 0, 2) => $"source-port {BinaryPrimitives.ReadUInt16BigEndian(value)}",
        _ => null,
    };
}
