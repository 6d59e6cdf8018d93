using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Fettle.Agent.Platform;

/// <summary>One question to one name server over UDP (RFC 1035 §4.1), with the outcome told apart as finely as the kernel lets it be.</summary>
internal static class DnsQuery
{
    /// <param name="Failure">timeout, refused, blocked, no route; null when it answered.</param>
    /// <param name="Code">The response code.</param>
    /// <param name="Addresses">The addresses in the answer.</param>
    /// <param name="Milliseconds">How long it took.</param>
    public sealed record Answer(string? Failure, int Code, IReadOnlyList<IPAddress> Addresses, double Milliseconds)
    {
        public bool HasAddress => Failure is null && Code is 0 && Addresses.Count > 0;

        public string Outcome => Failure ?? Code switch
        {
            0 => Addresses.Count > 0 ? string.Join(' ', Addresses.Take(2)) : "no address",
            2 => "SERVFAIL",
            3 => "NXDOMAIN",
            5 => "REFUSED",
            var code => $"error {code}",
        };
    }

    public static async Task<Answer> AskAsync(IPAddress server, string name, TimeSpan wait, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        Answer Failed(string why) => new(why, -1, [], Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        var question = Question(name, out var id);
        try
        {
            // Connected, so that the kernel hands us the ICMP errors.
            await socket.ConnectAsync(new IPEndPoint(server, 53), cancel);
            var buffer = new byte[2048];
            for (var attempt = 0; attempt < 2; attempt++)
            {
                await socket.SendAsync(question, cancel);
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
                limit.CancelAfter(wait / 2);
                try
                {
                    while (true)
                    {
                        var length = await socket.ReceiveAsync(buffer, limit.Token);
                        if (length >= 12 && BinaryPrimitives.ReadUInt16BigEndian(buffer) == id && (buffer[2] & 0x80) is not 0)
                            return new Answer(null, buffer[3] & 0xf, Addresses(buffer.AsSpan(0, length)), Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                    }
                }
                catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
                {
                    // No answer in time: asked once more.
                }
            }
            return Failed("timeout");
        }
        catch (SocketException e)
        {
            return Failed(e.SocketErrorCode switch
            {
                SocketError.ConnectionRefused => "refused",
                SocketError.AccessDenied or SocketError.OperationNotSupported => "blocked",
                SocketError.NetworkUnreachable or SocketError.HostUnreachable or SocketError.NetworkDown or SocketError.AddressNotAvailable => "no route",
                // EPERM, which a local firewall's drop on the way out gives, has no code of its own.
                _ when e.NativeErrorCode is 1 => "blocked",
                _ => e.SocketErrorCode.ToString(),
            });
        }
    }

    private static byte[] Question(string name, out ushort id)
    {
        id = (ushort)Random.Shared.Next(1, ushort.MaxValue);
        var message = new MemoryStream();
        message.Write([(byte)(id >> 8), (byte)id, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
        foreach (var label in name.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            var bytes = Encoding.ASCII.GetBytes(label.Length > 63 ? label[..63] : label);
            message.WriteByte((byte)bytes.Length);
            message.Write(bytes);
        }
        message.Write([0, 0, 1, 0, 1]);
        return message.ToArray();
    }

    private static List<IPAddress> Addresses(ReadOnlySpan<byte> message)
    {
        var addresses = new List<IPAddress>();
        var at = 12;
        for (var questions = BinaryPrimitives.ReadUInt16BigEndian(message[4..]); questions > 0 && Skip(message, ref at); questions--)
            at += 4;
        for (var answers = BinaryPrimitives.ReadUInt16BigEndian(message[6..]); answers > 0 && Skip(message, ref at) && at + 10 <= message.Length; answers--)
        {
            var type = BinaryPrimitives.ReadUInt16BigEndian(message[at..]);
            var length = BinaryPrimitives.ReadUInt16BigEndian(message[(at + 8)..]);
            at += 10;
            if (at + length > message.Length)
                break;
            if (type is 1 && length is 4)
                addresses.Add(new IPAddress(message.Slice(at, 4)));
            at += length;
        }
        return addresses;
    }

    /// <summary>Steps over a name: labels, or a pointer.</summary>
    private static bool Skip(ReadOnlySpan<byte> message, ref int at)
    {
        while (at < message.Length)
        {
            var length = message[at];
            if (length is 0)
            {
                at++;
                return true;
            }
            if ((length & 0xC0) is 0xC0)
            {
                at += 2;
                return at <= message.Length;
            }
            at += length + 1;
        }
        return false;
    }
}
