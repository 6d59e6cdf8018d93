using Fettle.Agent.Commands;

namespace Fettle.UnitTests.Agent;

public sealed class NearNamesTests
{
    private static readonly string[] Known = ["dns.resolver-unreachable", "dns.resolver-wrong", "fs.full", "net.no-default-route", "cpu.hog"];

    [Theory]
    [InlineData("dns.resolver", "dns.resolver-wrong")]
    [InlineData("fs.ful", "fs.full")]
    [InlineData("net.default-route", "net.no-default-route")]
    [InlineData("hog", "cpu.hog")]
    public void The_nearest_name_comes_first(string meant, string expected) => Assert.Equal(expected, NearNames.Of(meant, Known)[0]);

    [Fact]
    public void Nothing_is_near_to_nonsense() => Assert.Empty(NearNames.Of("xylophone", Known));
}
