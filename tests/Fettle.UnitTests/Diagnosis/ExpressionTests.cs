using Fettle.Diagnosis.Expressions;
using Fettle.Diagnosis.Facts;

namespace Fettle.UnitTests.Diagnosis;

public sealed class ExpressionTests
{
    private static readonly Dictionary<string, FactType> Probes = new()
    {
        ["disk"] = new FactType.Record(new Dictionary<string, FactType>
        {
            ["free"] = FactType.Number,
            ["path"] = FactType.Text,
            ["full"] = FactType.Flag,
            ["parts"] = new FactType.List(new FactType.Record(new Dictionary<string, FactType> { ["name"] = FactType.Text, ["size"] = FactType.Number })),
            ["tools"] = new FactType.List(FactType.Text),
        }),
    };

    private static readonly FactSet Facts = new()
    {
        Measured = new Dictionary<string, Fact>
        {
            ["disk"] = Fact.Of(
                ("free", 5 * 1024 * 1024),
                ("path", "/var"),
                ("parts", Fact.ListOf([Fact.Of(("name", "a"), ("size", 1)), Fact.Of(("name", "b"), ("size", 7)), Fact.Of(("name", "c"))])),
                ("tools", Fact.ListOf(["ip", "nft"]))),
        },
    };

    [Theory]
    [InlineData("disk.free < 10MiB", true)]
    [InlineData("disk.free < 10MiB and disk.path == '/home'", false)]
    [InlineData("not (disk.free < 10MiB)", false)]
    [InlineData("1 + 2 * 3 == 7", true)]
    [InlineData("-2 + 3 == 1", true)]
    [InlineData("'nft' in disk.tools and not ('iptables' in disk.tools)", true)]
    [InlineData("disk.tools contains 'ip'", true)]
    [InlineData("'disk memory' contains 'memo'", true)]
    [InlineData("any(p in disk.parts | p.size > 5)", true)]
    [InlineData("all(p in disk.parts | p.size > 0)", false)]
    [InlineData("count(p in disk.parts | p.size > 0) == 2", true)]
    [InlineData("most(p in disk.parts | p.size).name == 'b'", true)]
    [InlineData("sum(p in disk.parts | p.size) == 8", true)]
    [InlineData("size(where(p in disk.parts | p.name != 'a')) == 2", true)]
    [InlineData("below('/var/log', disk.path) and not below('/variety', disk.path)", true)]
    [InlineData("if(disk.free > 1GiB, 'much', 'little') == 'little'", true)]
    [InlineData("5% * 100 == 5", true)]
    public void An_expression_over_measured_facts_has_its_value(string source, bool expected) =>
        Assert.Equal(expected, Decide(source));

    [Theory]
    [InlineData("disk.full")]
    [InlineData("not disk.full")]
    [InlineData("disk.full and disk.path == '/var'")]
    [InlineData("disk.full or disk.path == '/home'")]
    [InlineData("1 / 0 > 1")]
    public void What_was_not_measured_is_neither_true_nor_false(string source) => Assert.Null(Decide(source));

    [Theory]
    [InlineData("disk.full and disk.path == '/home'", false)]
    [InlineData("disk.full or disk.path == '/var'", true)]
    [InlineData("known(disk.full)", false)]
    [InlineData("disk.full ?? true", true)]
    public void The_known_side_decides_where_it_can(string source, bool expected) => Assert.Equal(expected, Decide(source));

    [Theory]
    [InlineData("disk.fre > 1", "there is no 'fre' here; there is free, full, parts, path, tools", 5)]
    [InlineData("disc.free > 1", "'disc' is neither a probe nor a variable", 0)]
    [InlineData("disk.path > 1", "this needs two numbers, and has a text and a number", 10)]
    [InlineData("disk.free and disk.full", "'and' joins flags, and this is a number and a flag", 10)]
    [InlineData("(disk.full", "expected ')' and found 'the end'", 10)]
    [InlineData("disk.path == 'x", "the text that starts with ' is not closed", 13)]
    [InlineData("any(p in disk.path | true)", "'any' goes through a list, and this is a text", 4)]
    [InlineData("sorry(disk.free)", "there is no function 'sorry' of 1 such values", 0)]
    [InlineData("disk.free > 1 ; true", "';' means nothing here", 14)]
    public void A_mistake_is_told_with_its_place(string source, string reason, int at)
    {
        var mistake = Assert.Throws<ExpressionException>(() => Parser.Parse(source, Probes, new Dictionary<string, FactType>()));
        Assert.Equal(reason, mistake.Message);
        Assert.Equal(at, mistake.At);
    }

    private static bool? Decide(string source) => Parser.Parse(source, Probes, new Dictionary<string, FactType>()).Decide(new Scope(Facts));
}
