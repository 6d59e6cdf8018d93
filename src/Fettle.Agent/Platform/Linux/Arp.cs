using System.Diagnostics;
using System.Net;

namespace Fettle.Agent.Platform.Linux;

/// <summary>Asks a neighbour on the wire whether it is there, past the kernel's cache.</summary>
internal static class Arp
{
    private const int AfPacket = 17, ProtocolArp = 0x0806, Broadcast = -1;

    /// <param name="device">The interface to ask on.</param>
    /// <param name="target">Who is asked for.</param>
    /// <param name="source">Our address; 0.0.0.0 makes it a probe for a duplicate (RFC 5227 §2.1.1).</param>
    /// <param name="wait">How long to wait for the answer; the question is sent three times within it.</param>
    /// <param name="cancel">Stops waiting.</param>
    /// <returns>Whether it was possible to ask, and the answering hardware address.</returns>
    public static async Task<(bool Asked, byte[]? Mac)> AskAsync(NetDevice device, IPAddress target, IPAddress source, TimeSpan wait, CancellationToken cancel)
    {
        var fd = RawSocket.Open(AfPacket, IPAddress.HostToNetworkOrder((short)ProtocolArp) & 0xffff);
        if (fd < 0)
            return (false, null);
        try
        {
            var frame = Request(device, target, source);
            var address = LinkAddress(device);
            var started = Stopwatch.GetTimestamp();
            var buffer = new byte[256];
            for (var round = 0; round < 3; round++)
            {
                if (RawSocket.Send(fd, frame, address) < 0)
                    return (false, null);
                while (Stopwatch.GetElapsedTime(started) < wait * (round + 1) / 3)
                {
                    if (RawSocket.Receive(fd, buffer) is var length and > 0)
                    {
                        if (IsAnswer(buffer.AsSpan(0, (int)length), target, device))
                            return (true, buffer[22..28]);
                        continue;
                    }
                    await Task.Delay(5, cancel);
                }
            }
            return (true, null);
        }
        finally
        {
            RawSocket.Close(fd);
        }
    }

    private static byte[] Request(NetDevice device, IPAddress target, IPAddress source)
    {
        var frame = new byte[42];
        frame.AsSpan(0, 6).Fill(unchecked((byte)Broadcast));
        device.Mac.CopyTo(frame, 6);
        ((ReadOnlySpan<byte>)[0x08, 0x06, 0, 1, 0x08, 0, 6, 4, 0, 1]).CopyTo(frame.AsSpan(12));
        device.Mac.CopyTo(frame, 22);
        source.TryWriteBytes(frame.AsSpan(28), out _);
        target.TryWriteBytes(frame.AsSpan(38), out _);
        return frame;
    }

    /// <summary><c>struct sockaddr_ll</c>.</summary>
    private static byte[] LinkAddress(NetDevice device)
    {
        var address = new byte[20];
        BitConverter.TryWriteBytes(address, (ushort)AfPacket);
        address[2] = 0x08;
        address[3] = 0x06;
        BitConverter.TryWriteBytes(address.AsSpan(4), device.Index);
        address[11] = 6;
        address.AsSpan(12, 6).Fill(0xff);
        return address;
    }

    private static bool IsAnswer(ReadOnlySpan<byte> frame, IPAddress target, NetDevice device) =>
        frame.Length >= 42 && frame[12] is 0x08 && frame[13] is 0x06 && frame[20] is 0 && frame[21] is 2
        && frame.Slice(28, 4).SequenceEqual(target.GetAddressBytes()) && !frame.Slice(22, 6).SequenceEqual(device.Mac);
}
