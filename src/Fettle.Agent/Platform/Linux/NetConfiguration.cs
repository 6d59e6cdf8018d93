using System.Net;
using System.Text.RegularExpressions;

namespace Fettle.Agent.Platform.Linux;

/// <summary>What the configuration files say that the network should be: ifupdown, networkd, netplan, NetworkManager, and DHCP's leases.</summary>
internal sealed partial record NetConfiguration
{
    public sealed record Device(string Name, string Method, string Source);

    public List<Device> Devices { get; } = [];

    public List<(IPAddress Via, string? Device, string Source)> Gateways { get; } = [];

    public List<(IPAddress Server, string Source)> Resolvers { get; } = [];

    public static NetConfiguration Read()
    {
        var network = new NetConfiguration();
        foreach (var path in TextFile.Paths("/etc/network/interfaces.d").Where(File.Exists).Prepend("/etc/network/interfaces"))
            network.ReadInterfaces(path);
        foreach (var path in TextFile.Paths("/etc/systemd/network", "*.network").Concat(TextFile.Paths("/run/systemd/network", "*.network")))
            network.ReadNetworkd(path);
        foreach (var path in TextFile.Paths("/etc/NetworkManager/system-connections"))
            network.ReadNetworkManager(path);
        foreach (var path in TextFile.Paths("/etc/netplan", "*.yaml"))
            network.ReadNetplan(path);
        foreach (var path in TextFile.Paths("/run/systemd/netif/leases"))
            network.ReadKeys(path, "networkd's DHCP lease");
        foreach (var path in TextFile.Paths("/var/lib/dhcp", "*.lease*").Concat(TextFile.Paths("/var/lib/dhclient", "*.lease*")).Concat(TextFile.Paths("/var/lib/NetworkManager", "*.lease")))
            network.ReadLease(path);
        return network;
    }

    private void ReadInterfaces(string path)
    {
        string? device = null;
        var automatic = new HashSet<string>();
        foreach (var line in TextFile.Lines(path))
        {
            var words = line.Split('#')[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            switch (words)
            {
                case ["auto" or "allow-hotplug" or "allow-auto", .. var names]:
                    automatic.UnionWith(names);
                    break;
                case ["iface", var name, "inet", var method, ..]:
                    device = name;
                    if (name is not "lo")
                        Devices.Add(new Device(name, method, path));
                    break;
                case ["iface", ..]:
                    device = null;
                    break;
                case ["gateway", var via, ..] when IPAddress.TryParse(via, out var gateway):
                    Gateways.Add((gateway, device, path));
                    break;
                case ["dns-nameservers" or "dns-nameserver", .. var servers]:
                    AddResolvers(servers, path);
                    break;
            }
        }
        Devices.AddRange(automatic.Where(name => name is not "lo" && !Devices.Exists(known => known.Name == name)).Select(name => new Device(name, "unknown", path)));
    }

    private void ReadNetworkd(string path)
    {
        string? device = null;
        foreach (var line in TextFile.Lines(path))
        {
            if (line.Split('=', 2, StringSplitOptions.TrimEntries) is not [var key, { Length: > 0 } value])
                continue;
            switch (key)
            {
                case "Name":
                    device = value.Contains('*') || value.Contains(' ') ? null : value;
                    if (device is not null)
                        Devices.Add(new Device(device, "unknown", path));
                    break;
                case "DHCP" when device is not null && value is "yes" or "ipv4" or "true":
                    Devices.RemoveAll(known => known.Name == device && known.Source == path);
                    Devices.Add(new Device(device!, "dhcp", path));
                    break;
                case "Gateway" when IPAddress.TryParse(value, out var gateway):
                    Gateways.Add((gateway, device, path));
                    break;
                case "DNS":
                    AddResolvers(value.Split(' '), path);
                    break;
            }
        }
    }

    private void ReadNetworkManager(string path)
    {
        string? device = null;
        foreach (var line in TextFile.Lines(path))
        {
            if (line.Split('=', 2, StringSplitOptions.TrimEntries) is not [var key, { Length: > 0 } value])
                continue;
            if (key is "interface-name")
                Devices.Add(new Device(device = value, "unknown", path));
            else if (key is "gateway" && IPAddress.TryParse(value, out var gateway))
                Gateways.Add((gateway, device, path));
            else if (key.StartsWith("address") && value.Split(',') is [_, var via, ..] && IPAddress.TryParse(via, out gateway))
                Gateways.Add((gateway, device, path));
            else if (key is "dns")
                AddResolvers(value.Split(';', ','), path);
        }
    }

    /// <summary>Enough of netplan's YAML for the one thing that is wanted of it.</summary>
    private void ReadNetplan(string path)
    {
        foreach (var line in TextFile.Lines(path))
        {
            var match = NetplanGateway().Match(line);
            if (match.Success && IPAddress.TryParse(match.Groups["via"].Value, out var gateway))
                Gateways.Add((gateway, null, path));
        }
    }

    private void ReadKeys(string path, string source)
    {
        foreach (var line in TextFile.Lines(path))
        {
            if (line.Split('=', 2) is not [var key, var value])
                continue;
            if (key is "ROUTER" && IPAddress.TryParse(value.Split(' ')[0], out var gateway))
                Gateways.Add((gateway, null, source));
            else if (key is "DNS")
                AddResolvers(value.Split(' '), source);
        }
    }

    private void ReadLease(string path)
    {
        string? device = null;
        foreach (var line in TextFile.Lines(path))
        {
            var text = line.Trim().TrimEnd(';');
            if (text.StartsWith("interface \""))
            {
                device = text.Split('"')[1];
                if (!Devices.Exists(known => known.Name == device))
                    Devices.Add(new Device(device, "dhcp", path));
            }
            else if (text.StartsWith("option routers ") && IPAddress.TryParse(text["option routers ".Length..].Split(',')[0].Trim(), out var gateway))
            {
                // The last lease in the file is the current one.
                Gateways.RemoveAll(known => known.Source == path && known.Device == device);
                Gateways.Add((gateway, device, path));
            }
            else if (text.StartsWith("option domain-name-servers "))
            {
                Resolvers.RemoveAll(known => known.Source == path);
                AddResolvers(text["option domain-name-servers ".Length..].Split(','), path);
            }
        }
    }

    private void AddResolvers(IEnumerable<string> servers, string source)
    {
        foreach (var server in servers)
        {
            if (IPAddress.TryParse(server.Trim(), out var address))
                Resolvers.Add((address, source));
        }
    }

    [GeneratedRegex(@"^\s*(?:-\s*)?(?:gateway4|via)\s*:\s*[""']?(?<via>[0-9.]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NetplanGateway();
}
