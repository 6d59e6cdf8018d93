using System.Net;
using Fettle.Agent.Platform.Linux;

namespace Fettle.UnitTests.Diagnosis;

/// <summary>Which way the kernel would send a packet, by rules and tables as it hands them out.</summary>
public sealed class RoutingPolicyTests
{
    private const uint Main = 254;
    private static readonly IPAddress Outside = IPAddress.Parse("9.9.9.9"), Gateway = IPAddress.Parse("192.0.2.1");
    private static readonly PolicyRule Usual = new(32766, 1, Main, null, 0, false, false, false, null);
    private static readonly PolicyRoute Default = new(Main, 1, IPAddress.Any, 0, Gateway, 2, 100);

    [Fact]
    public void The_default_route_leads_out() => Assert.Same(Default, Way([Default], Usual).Route);

    [Fact]
    public void A_prohibiting_route_with_a_better_metric_ends_the_way()
    {
        var ending = new PolicyRoute(Main, 8, IPAddress.Any, 0, null, 0, 5);
        Assert.Same(ending, Way([Default, ending], Usual).Route);
    }

    [Fact]
    public void Half_of_the_internet_is_preferred_to_all_of_it()
    {
        var half = new PolicyRoute(Main, 1, IPAddress.Any, 1, IPAddress.Parse("192.0.2.99"), 2, 0);
        Assert.Same(half, Way([Default, half], Usual).Route);
    }

    [Fact]
    public void A_rule_that_prohibits_ends_the_way()
    {
        var rule = new PolicyRule(80, 8, 0, null, 0, false, false, false, null);
        Assert.Same(rule, Way([Default], rule, Usual).Rule);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_rule_for_some_packets_alone_does_not_matter(bool marked, bool selective)
    {
        var rule = new PolicyRule(80, 8, 0, null, 0, false, marked, selective, null);
        Assert.Same(Default, Way([Default], rule, Usual).Route);
    }

    [Fact]
    public void A_rule_that_suppresses_default_routes_goes_on_to_the_next_table()
    {
        var tunnel = new PolicyRoute(51820, 1, IPAddress.Any, 0, null, 7, 0);
        var unmarked = new PolicyRule(32765, 1, 51820, null, 0, Inverted: true, IsMarked: true, false, null);
        Assert.Same(tunnel, Way([Default, tunnel], Usual with { Priority = 32764, Suppress = 0 }, unmarked, Usual).Route);
    }

    private static (PolicyRoute? Route, PolicyRule? Rule) Way(PolicyRoute[] routes, params PolicyRule[] rules) => new RoutingPolicy { Routes = routes, Rules = rules }.To(Outside);
}
