using System.Net;
using System.Net.Sockets;

namespace Fettle.Server.Platform.Outgoing;

/// <summary>
/// Connects where somebody other than the operator aims a request, and refuses what is not public: this machine, private and link-local networks, clouds'
/// metadata. The name is resolved here, every address of it is looked at, and the connection is made to an address that was, so a name that resolves
/// otherwise a moment later reaches nothing else.
/// </summary>
internal sealed class OutboundGuard(OutgoingSettings settings)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // RFC 6890 and its registries: what no public server has. Addresses that carry an IPv4 one in them are looked at as that one.
    private static readonly IPNetwork[] NotPublic =
    [
        .. from network in (string[])
            [
                "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
                "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "::/127", "64:ff9b:1::/48", "100::/64",
                "2001::/23", "2001:db8::/32", "2002::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
            ]
           select IPNetwork.Parse(network)
    ];

    private static readonly IPNetwork[] CarriesIPv4 = [IPNetwork.Parse("64:ff9b::/96"), IPNetwork.Parse("::/96")];

    private readonly HashSet<string> _hosts = [];
    private readonly List<IPNetwork> _networks = [];

    /// <summary>A handler whose connections are all made here. It follows no redirects, takes no proxy and keeps no cookies.</summary>
    public SocketsHttpHandler NewHandler()
    {
        foreach (var allowed in (settings.Allowed ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (IPNetwork.TryParse(allowed, out var network))
                _networks.Add(network);
            else if (IPAddress.TryParse(allowed, out var address))
                _networks.Add(new(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128));
            else
                _hosts.Add(allowed.ToLowerInvariant());
        }
        return new()
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectTimeout = Patience,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            ConnectCallback = async (context, cancel) => await ConnectAsync(context.DnsEndPoint, cancel),
        };
    }

    /// <exception cref="HttpRequestException">No address of the host may be reached, or none answers.</exception>
    private async Task<NetworkStream> ConnectAsync(DnsEndPoint target, CancellationToken cancel)
    {
        var addresses = IPAddress.TryParse(target.Host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(target.Host, cancel);
        var allowed = _hosts.Contains(target.Host.ToLowerInvariant()) ? addresses : addresses.Where(MayReach).ToArray();
        if (allowed.Length == 0)
            throw new HttpRequestException($"{target.Host} is not a public address. The setting Outgoing:Allowed lets it through.");

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, target.Port, cancel);
            return new(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    internal bool MayReach(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        else if (CarriesIPv4.Any(n => n.Contains(address)) && address.GetAddressBytes() is var bytes && !address.Equals(IPAddress.IPv6Loopback))
            address = new(bytes.AsSpan(12));
        return _networks.Exists(n => n.Contains(address)) || !NotPublic.Any(n => n.Contains(address));
    }
}
