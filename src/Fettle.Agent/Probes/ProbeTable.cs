using Fettle.Agent.Probes.Linux;

namespace Fettle.Agent.Probes;

/// <summary>The probes of this operating system, by their names in the catalogue.</summary>
internal static class ProbeTable
{
    public static IReadOnlyDictionary<string, Probe> ForThisSystem => OnLinux;

    private static readonly Dictionary<string, Probe> OnLinux = new()
    {
        ["system"] = SystemProbe.MeasureAsync,
        ["mounts"] = MountsProbe.MeasureAsync,
        ["reclaimable"] = ReclaimableProbe.MeasureAsync,
        ["usage"] = UsageProbe.MeasureAsync,
        ["deleted"] = DeletedProbe.MeasureAsync,
        ["links"] = LinksProbe.MeasureAsync,
        ["routes"] = RoutesProbe.MeasureAsync,
        ["gateway"] = GatewayProbe.MeasureAsync,
        ["nameservice"] = NameServiceProbe.MeasureAsync,
        ["units"] = UnitsProbe.MeasureAsync,
        ["sockets"] = SocketsProbe.MeasureAsync,
        ["memory"] = MemoryProbe.MeasureAsync,
        ["processor"] = ProcessorProbe.MeasureAsync,
        ["hosts"] = HostsProbe.MeasureAsync,
        ["proxy"] = ProxyProbe.MeasureAsync,
        ["clock"] = ClockProbe.MeasureAsync,
        ["certificates"] = CertificatesProbe.MeasureAsync,
        ["printing"] = PrintingProbe.MeasureAsync,
        ["accounts"] = AccountsProbe.MeasureAsync,
        ["packages"] = PackagesProbe.MeasureAsync,
        ["basics"] = BasicsProbe.MeasureAsync,
        ["firewall"] = FirewallProbe.MeasureAsync,
        ["resolver"] = ResolverProbe.MeasureAsync,
    };
}
