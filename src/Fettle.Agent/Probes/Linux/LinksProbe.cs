using Fettle.Agent.Platform.Linux;
using Fettle.Diagnosis.Facts;

namespace Fettle.Agent.Probes.Linux;

/// <summary>Network interfaces, and whether they are meant to be up.</summary>
internal static class LinksProbe
{
    public static Task<Fact.Record?> MeasureAsync(ProbeContext context, CancellationToken cancel)
    {
        var configuration = NetConfiguration.Read();
        var devices = NetDevices.Read();
        return Task.FromResult<Fact.Record?>(Fact.Of(
            ("list", Fact.ListOf(devices.Select(device => Describe(device, configuration)))),
            ("anyReal", devices.Exists(device => device.IsReal)),
            ("anyUsable", devices.Exists(IsUsable))));
    }

    public static bool IsUsable(NetDevice device) => !device.IsLoopback && device.IsUp && device.HasCarrier && device.Addresses.Count > 0;

    private static Fact.Record Describe(NetDevice device, NetConfiguration configuration)
    {
        var configured = configuration.Devices.Find(known => known.Name == device.Name);
        return Fact.Of(
            ("name", device.Name),
            ("up", device.IsUp),
            ("carrier", device.IsUp ? device.HasCarrier : null),
            ("loopback", device.IsLoopback),
            ("real", device.IsReal),
            ("mtu", device.Mtu),
            ("addresses", Fact.ListOf(device.Addresses.Select(address => $"{address.Address}/{address.Prefix}"))),
            ("configured", configured is not null),
            ("configuredBy", configured?.Source),
            ("method", configured?.Method ?? "unknown"),
            ("errors", Errors(device.Name)),
            ("mac", Convert.ToHexString(device.Mac)));
    }

    private static Fact? Errors(string name)
    {
        var line = TextFile.Lines("/proc/self/net/dev").FirstOrDefault(line => line.TrimStart().StartsWith(name + ":"));
        var fields = line?[(line.IndexOf(':') + 1)..].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return fields is [_, var packets, var errors, ..] && double.TryParse(packets, out var all) && double.TryParse(errors, out var bad) && all + bad > 1000
            ? bad / (all + bad)
            : null;
    }
}
