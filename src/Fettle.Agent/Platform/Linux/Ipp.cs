using System.Net.Sockets;
using System.Text;

namespace Fettle.Agent.Platform.Linux;

/// <summary>A few operations of the Internet Printing Protocol (RFC 8010, 8011) over CUPS's own socket, for systems without its client programs.</summary>
internal static class Ipp
{
    private const string SocketPath = "/run/cups/cups.sock";
    public const int ResumePrinter = 0x0011, AcceptJobs = 0x4008, GetPrinters = 0x4002;

    /// <summary>A printer's attributes by name; several values are joined by commas.</summary>
    public sealed record Answer(int Status, IReadOnlyList<IReadOnlyDictionary<string, string>> Groups)
    {
        public bool IsDone => Status < 0x100;
    }

    /// <returns>Null when nothing serves the socket.</returns>
    public static async Task<Answer?> AskAsync(int operation, string? queue, CancellationToken cancel)
    {
        if (!File.Exists(SocketPath))
            return null;
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(SocketPath), cancel);
            await using var stream = new NetworkStream(socket);
            var body = Request(operation, queue);
            // CUPS knows root by the socket's own credentials.
            var head = $"POST {(queue is null ? "/" : "/admin/")} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/ipp\r\nAuthorization: PeerCred root\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head), cancel);
            await stream.WriteAsync(body, cancel);
            var answer = new MemoryStream();
            await stream.CopyToAsync(answer, cancel);
            return Parse(answer.ToArray());
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return null;
        }
    }

    private static byte[] Request(int operation, string? queue)
    {
        var body = new MemoryStream();
        body.Write([2, 0, (byte)(operation >> 8), (byte)operation, 0, 0, 0, 1, 0x01]);
        Attribute(body, 0x47, "attributes-charset", "utf-8");
        Attribute(body, 0x48, "attributes-natural-language", "en");
        if (queue is not null)
            Attribute(body, 0x45, "printer-uri", $"ipp://localhost/printers/{Uri.EscapeDataString(queue)}");
        Attribute(body, 0x42, "requesting-user-name", "root");
        body.WriteByte(0x03);
        return body.ToArray();
    }

    private static void Attribute(MemoryStream body, byte tag, string name, string value)
    {
        body.WriteByte(tag);
        Text(body, name);
        Text(body, value);
    }

    private static void Text(MemoryStream body, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        body.Write([(byte)(bytes.Length >> 8), (byte)bytes.Length]);
        body.Write(bytes);
    }

    private static Answer? Parse(byte[] response)
    {
        var split = response.AsSpan().IndexOf("\r\n\r\n"u8);
        if (split < 0)
            return null;
        var head = Encoding.ASCII.GetString(response, 0, split);
        var body = response[(split + 4)..];
        if (head.Contains("chunked", StringComparison.OrdinalIgnoreCase))
            body = Unchunk(body);
        if (body.Length < 9 || !head.StartsWith("HTTP/1.1 200"))
            return new Answer(0xffff, []);
        var groups = new List<IReadOnlyDictionary<string, string>>();
        Dictionary<string, string>? group = null;
        var name = "";
        for (var at = 8; at < body.Length && body[at] is not 0x03;)
        {
            var tag = body[at++];
            if (tag < 0x10)
            {
                group = tag is 0x04 ? [] : null;
                if (group is not null)
                    groups.Add(group);
                continue;
            }
            var nameLength = (body[at] << 8) | body[at + 1];
            if (nameLength > 0)
                name = Encoding.UTF8.GetString(body, at + 2, nameLength);
            at += 2 + nameLength;
            var length = (body[at] << 8) | body[at + 1];
            var value = Value(tag, body.AsSpan(at + 2, length));
            at += 2 + length;
            if (group is not null)
                group[name] = nameLength is 0 && group.TryGetValue(name, out var earlier) ? $"{earlier},{value}" : value;
        }
        return new Answer((body[2] << 8) | body[3], groups);
    }

    private static string Value(byte tag, ReadOnlySpan<byte> value) => tag switch
    {
        0x21 or 0x23 when value.Length is 4 => System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(value).ToString(),
        0x22 when value.Length is 1 => value[0] is 1 ? "true" : "false",
        _ => Encoding.UTF8.GetString(value),
    };

    private static byte[] Unchunk(byte[] body)
    {
        var whole = new MemoryStream();
        var at = 0;
        while (at < body.Length)
        {
            var end = body.AsSpan(at).IndexOf("\r\n"u8);
            if (end < 0 || !int.TryParse(Encoding.ASCII.GetString(body, at, end), System.Globalization.NumberStyles.HexNumber, null, out var size) || size is 0 || at + end + 2 + size > body.Length)
                break;
            whole.Write(body, at + end + 2, size);
            at += end + 2 + size + 2;
        }
        return whole.ToArray();
    }
}
