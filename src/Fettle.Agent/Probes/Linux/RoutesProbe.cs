using System.Net;
using System.Net.Sockets;
using Fettle.Agent.Platform.Linux;
using Fettle.Diagnosis.Facts;

namespace Fettle.Agent.Probes.Linux;

/// <summary>Default routes, and where a good gateway can be learnt from.</summary>
internal static class RoutesProbe
{
    private const uint Main = 254;

    /// <summary>Public addresses of either half of the Internet. Nothing is sent to them: the kernel is asked which way it would take.</summary>
    public static readonly IPAddress[] Outside = [IPAddress.Parse("9.9.9.9"), IPAddress.Parse("199.7.83.42")];

    public static Task<Fact.Record?> MeasureAsync(ProbeContext context, CancellationToken cancel)
    {
        var devices = NetDevices.Read();
        var routes = RouteTable.Read();
        var configuration = NetConfiguration.Read();
        var policy = RoutingPolicy.Read();
        var stopped = policy is null ? default : Outside.Select(policy.To).FirstOrDefault(way => way.Rule is not null || way.Route is { Ends: true });
        var defaults = routes.Where(route => route.IsDefault && !route.IsReject).OrderBy(route => route.Metric).ToList();
        var candidates = Candidates(devices, configuration);
        var offLink = ResolvConf.Read().Servers.FirstOrDefault(server => server.AddressFamily is AddressFamily.InterNetwork && !IPAddress.IsLoopback(server) && !devices.Exists(device => device.Holds(server)));
        return Task.FromResult<Fact.Record?>(Fact.Of(
            ("hasDefault", defaults.Count > 0),
            ("hasDefault6", RouteTable.HasDefault6()),
            ("defaults", Fact.ListOf(defaults.Select(route => Fact.Of(
                ("via", route.Via.ToString()), ("device", route.Device), ("metric", route.Metric), ("deviceUp", devices.Exists(device => device.Name == route.Device && device.IsUp)))))),
            ("blocked", stopped is not (null, null)),
            ("stopper", Stopper(stopped)),
            ("stopperRule", stopped.Rule is { } rule ? (double)rule.Priority : null),
            ("stopperRoute", stopped.Route is { } route ? $"{route.TypeName} {route.Target} table {route.Table} metric {route.Metric}" : null),
            ("stopperTable", stopped.Route is { } ending ? (double)ending.Table : null),
            ("stopperKey", Key(stopped)),
            ("candidates", Fact.ListOf(candidates.Select(candidate => Fact.Of(
                ("via", candidate.Via.ToString()), ("device", candidate.Device.Name), ("source", candidate.Source), ("onLink", candidate.Device.Holds(candidate.Via)))))),
            ("configured", configuration.Gateways.Count > 0),
            ("offLinkResolver", offLink?.ToString()),
            ("dhcpDevice", configuration.Devices.Find(device => device.Method is "dhcp" && devices.Exists(known => known.Name == device.Name))?.Name)));
    }

    private static string? Stopper((PolicyRoute? Route, PolicyRule? Rule) stopped) => stopped switch
    {
        { Rule: { } rule } => $"a routing rule ({rule.Priority}: {rule.ActionName}) ends all packets to the outside",
        { Route: { } route } => $"the route {route.TypeName} {route.Target}{(route.Table is Main ? "" : $" of table {route.Table}")} ends all packets to the outside",
        _ => null,
    };

    /// <summary>Names it for the agent's own tool.</summary>
    private static string? Key((PolicyRoute? Route, PolicyRule? Rule) stopped) => stopped switch
    {
        { Rule: { } rule } => $"rule:{rule.Priority}",
        { Route: { } route } => $"route:{route.Table}:{route.TypeName}:{route.Target}:{route.Metric}",
        _ => null,
    };

    /// <summary>Gateways that a file names, each with the interface whose network holds it.</summary>
    public static List<(IPAddress Via, NetDevice Device, string Source)> Candidates(List<NetDevice> devices, NetConfiguration configuration)
    {
        var candidates = new List<(IPAddress, NetDevice, string)>();
        foreach (var (via, name, source) in configuration.Gateways.Where(gateway => gateway.Via.AddressFamily is AddressFamily.InterNetwork))
        {
            if ((devices.Find(device => device.Holds(via) && !device.IsLoopback) ?? devices.Find(device => device.Name == name)) is { } device)
                candidates.Add((via, device, source));
        }
        return [.. candidates.DistinctBy(candidate => candidate.Item1)];
    }
}
