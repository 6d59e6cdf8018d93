using System.Runtime.Versioning;
using Fettle.Agent.Probes.Linux;
using Fettle.Agent.Probes.Windows;

namespace Fettle.Agent.Probes;

/// <summary>The probes of this operating system, by their names in the catalogue.</summary>
internal static class ProbeTable
{
    public static IReadOnlyDictionary<string, Probe> ForThisSystem => OperatingSystem.IsWindows() ? OnWindows() : OnLinux;

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
        ["disks"] = DisksProbe.MeasureAsync,
    };

    [SupportedOSPlatform("windows")]
    private static Dictionary<string, Probe> OnWindows() => new()
    {
        ["system"] = MachineProbes.SystemAsync,
        ["mounts"] = MachineProbes.MountsAsync,
        ["memory"] = MachineProbes.MemoryAsync,
        ["processor"] = MachineProbes.ProcessorAsync,
        ["hosts"] = HostsProbe.MeasureAsync,
        ["links"] = NetworkProbes.LinksAsync,
        ["routes"] = NetworkProbes.RoutesAsync,
        ["nameservice"] = NetworkProbes.NameServiceAsync,
        ["resolver"] = NetworkProbes.ResolverAsync,
        ["proxy"] = UserProxyProbe.MeasureAsync,
        ["services"] = ServicesProbe.MeasureAsync,
    };
}
