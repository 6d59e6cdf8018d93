using System.Buffers.Binary;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace Fettle.Agent.Platform.Linux;

/// <summary>An interface of this network namespace, as the kernel's own calls tell it: /sys may show another namespace's.</summary>
internal sealed record NetDevice(string Name, int Index, short Flags, int Mtu, byte[] Mac, int HardwareType, IReadOnlyList<(IPAddress Address, int Prefix)> Addresses)
{
    public bool IsUp => (Flags & 0x1) is not 0;

    public bool IsLoopback => (Flags & 0x8) is not 0;

    public bool HasCarrier => (Flags & 0x40) is not 0;

    public bool DoesArp => IsEthernet && (Flags & 0x80) is 0;

    public bool IsEthernet => HardwareType is 1 && Mac.Length is 6;

    /// <summary>The kernel makes these by itself or for virtual machines and tunnels; they say nothing of the machine's own network.</summary>
    public bool IsReal => !IsLoopback && !new[]
    {
        "sit", "ip6tnl", "tunl", "gre", "gretap", "erspan", "ip6gre", "ip_vti", "ip6_vti", "dummy", "ifb", "teql", "docker", "br-", "virbr", "veth", "vnet", "tap",
        "tun", "wg", "lxc", "lxd", "cni", "flannel", "cali", "cilium", "podman", "vb-", "ve-", "nlmon", "can", "vcan", "bonding", "zt", "tailscale",
    }.Any(prefix => Name.StartsWith(prefix)) || (Name.StartsWith("veth") && Addresses.Any(address => address.Address.AddressFamily is AddressFamily.InterNetwork));

    public IEnumerable<(IPAddress Address, int Prefix)> V4 => Addresses.Where(address => address.Address.AddressFamily is AddressFamily.InterNetwork);

    /// <summary>Whether an address is on this interface's own network.</summary>
    public bool Holds(IPAddress address) => V4.Any(own => Subnet.Same(own.Address, address, own.Prefix));
}

internal static class Subnet
{
    public static uint Number(IPAddress address) => BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes());

    public static IPAddress Address(uint number)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return new IPAddress(bytes);
    }

    public static bool Same(IPAddress a, IPAddress b, int prefix) =>
        a.AddressFamily is AddressFamily.InterNetwork && b.AddressFamily is AddressFamily.InterNetwork
        && (prefix is 0 || Number(a) >> (32 - prefix) == Number(b) >> (32 - prefix));
}

internal static partial class NetDevices
{
    private const int Flags = 0x8913, SetFlags = 0x8914, Mtu = 0x8921, Hardware = 0x8927, AddRoute = 0x890B, DeleteRoute = 0x890C;

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Ioctl(int fd, ulong request, Span<byte> argument);

    [LibraryImport("libc", EntryPoint = "if_nametoindex", StringMarshalling = StringMarshalling.Utf8)]
    private static partial uint IndexOf(string name);

    public static int Index(string name) => (int)IndexOf(name);

    public static List<NetDevice> Read()
    {
        var addresses = Addresses();
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        var devices = new List<NetDevice>();
        foreach (var line in TextFile.Lines("/proc/self/net/dev").Skip(2))
        {
            if (line.IndexOf(':') is var colon && colon < 1)
                continue;
            var name = line[..colon].Trim();
            if (Ask(socket, Flags, name) is not { } flags || Ask(socket, Mtu, name) is not { } mtu || Ask(socket, Hardware, name) is not { } hardware)
                continue;
            devices.Add(new NetDevice(name, (int)IndexOf(name), BitConverter.ToInt16(flags, 16), BitConverter.ToInt32(mtu, 16),
                hardware[18..24], BitConverter.ToUInt16(hardware, 16), addresses.GetValueOrDefault(name, [])));
        }
        return devices;
    }

    /// <returns>False when the kernel refuses.</returns>
    public static bool BringUp(string name)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        if (Ask(socket, Flags, name) is not { } request)
            return false;
        request[16] |= 1;
        return Ioctl((int)socket.Handle, SetFlags, request) is 0;
    }

    /// <summary>Adds a default route (SIOCADDRT with a <c>struct rtentry</c>).</summary>
    /// <returns>False when the kernel refuses.</returns>
    public static bool AddDefaultRoute(IPAddress gateway, string device) => ChangeDefaultRoute(AddRoute, gateway, device);

    /// <summary>Deletes a default route (SIOCDELRT).</summary>
    /// <returns>False when the kernel refuses.</returns>
    public static bool DeleteDefaultRoute(IPAddress gateway, string device) => ChangeDefaultRoute(DeleteRoute, gateway, device);

    /// <summary>Lets an interface ask for hardware addresses again.</summary>
    /// <returns>False when the kernel refuses.</returns>
    public static bool AllowArp(string name)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        if (Ask(socket, Flags, name) is not { } request)
            return false;
        request[16] &= 0x7f;
        return Ioctl((int)socket.Handle, SetFlags, request) is 0;
    }

    private static bool ChangeDefaultRoute(ulong request, IPAddress gateway, string device)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        var name = Marshal.StringToCoTaskMemUTF8(device);
        try
        {
            var route = new byte[120];
            Endpoint(route.AsSpan(8), IPAddress.Any);
            Endpoint(route.AsSpan(24), gateway);
            Endpoint(route.AsSpan(40), IPAddress.Any);
            BitConverter.TryWriteBytes(route.AsSpan(56), (ushort)0x3);
            BitConverter.TryWriteBytes(route.AsSpan(88), (long)name);
            return Ioctl((int)socket.Handle, request, route) is 0;
        }
        finally
        {
            Marshal.FreeCoTaskMem(name);
        }
    }

    private static void Endpoint(Span<byte> at, IPAddress address)
    {
        BitConverter.TryWriteBytes(at, (ushort)2);
        address.TryWriteBytes(at[4..], out _);
    }

    private static byte[]? Ask(Socket socket, int request, string name)
    {
        var buffer = new byte[40];
        if (Encoding.UTF8.GetByteCount(name) > 15)
            return null;
        Encoding.UTF8.GetBytes(name, buffer);
        return Ioctl((int)socket.Handle, (ulong)request, buffer) is 0 ? buffer : null;
    }

    private static Dictionary<string, List<(IPAddress, int)>> Addresses()
    {
        var addresses = new Dictionary<string, List<(IPAddress, int)>>();
        try
        {
            foreach (var device in NetworkInterface.GetAllNetworkInterfaces())
                addresses[device.Name] = [.. device.GetIPProperties().UnicastAddresses.Where(a => !a.Address.IsIPv6LinkLocal).Select(a => (a.Address, a.PrefixLength))];
        }
        // Without /proc or netlink there are no addresses to tell of.
        catch (NetworkInformationException)
        {
            // The device went away while it was looked at.
        }
        return addresses;
    }
}
