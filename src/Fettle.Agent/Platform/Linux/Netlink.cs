using System.Buffers.Binary;
using System.Text;

namespace Fettle.Agent.Platform.Linux;

/// <summary>An attribute of a netlink message: a number, and bytes that may hold further attributes.</summary>
internal readonly record struct NetlinkAttribute(int Type, ReadOnlyMemory<byte> Value)
{
    private const int TypeMask = 0x3fff;

    public string Text => Encoding.UTF8.GetString(Value.Span).TrimEnd('\0');

    /// <summary>nftables' numbers are in network order.</summary>
    public uint Number => BinaryPrimitives.ReadUInt32BigEndian(Value.Span);

    public ulong LongNumber => BinaryPrimitives.ReadUInt64BigEndian(Value.Span);

    public List<NetlinkAttribute> Nested => Read(Value);

    public static List<NetlinkAttribute> Read(ReadOnlyMemory<byte> bytes)
    {
        var attributes = new List<NetlinkAttribute>();
        while (bytes.Length >= 4)
        {
            int length = BinaryPrimitives.ReadUInt16LittleEndian(bytes.Span);
            if (length < 4 || length > bytes.Length)
                break;
            attributes.Add(new NetlinkAttribute(BinaryPrimitives.ReadUInt16LittleEndian(bytes.Span[2..]) & TypeMask, bytes[4..length]));
            bytes = bytes[Math.Min(bytes.Length, (length + 3) & ~3)..];
        }
        return attributes;
    }

    public static void Write(MemoryStream message, int type, ReadOnlySpan<byte> value)
    {
        Span<byte> head = stackalloc byte[4];
        BinaryPrimitives.WriteUInt16LittleEndian(head, (ushort)(value.Length + 4));
        BinaryPrimitives.WriteUInt16LittleEndian(head[2..], (ushort)type);
        message.Write(head);
        message.Write(value);
        while (message.Length % 4 is not 0)
            message.WriteByte(0);
    }

    public static void Write(MemoryStream message, int type, string value) => Write(message, type, Encoding.UTF8.GetBytes(value + "\0"));
}

/// <summary>Questions to the kernel's netfilter over netlink.</summary>
internal static class Netlink
{
    private const int AfNetlink = 16, Routing = 0, Netfilter = 12, Tables = 10 << 8, Error = 2, Done = 3;
    private const int Request = 1, Acknowledge = 4, Dump = 0x300;
    private static readonly TimeSpan Answers = TimeSpan.FromMilliseconds(500);
    private static readonly byte[] Kernel = [16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <returns>The family and attributes of every object; null when the kernel refuses or has no nftables.</returns>
    public static List<(byte Family, List<NetlinkAttribute> Attributes)>? Ask(int message, byte family, Action<MemoryStream>? attributes = null) =>
        Dumped(Netfilter, Message(Tables | message, Request | Dump, family, 1, attributes), 4)?.ConvertAll(entry => (entry.Head[0], entry.Attributes));

    /// <returns>The head (struct rtmsg or fib_rule_hdr) and attributes of every IPv4 object; null when the kernel refuses.</returns>
    public static List<(byte[] Head, List<NetlinkAttribute> Attributes)>? AskRouting(int message) =>
        Dumped(Routing, Message(message, Request | Dump, 2, 1, attributes => attributes.Write(new byte[8])), 12);

    private static List<(byte[] Head, List<NetlinkAttribute> Attributes)>? Dumped(int protocol, byte[] question, int head)
    {
        var fd = RawSocket.Open(AfNetlink, protocol);
        if (fd < 0)
            return null;
        try
        {
            if (RawSocket.Send(fd, question, Kernel) < 0)
                return null;
            var objects = new List<(byte[], List<NetlinkAttribute>)>();
            var buffer = new byte[256 * 1024];
            while ((int)RawSocket.Receive(fd, buffer, Answers) is var length and > 0)
            {
                for (var at = 0; at + 16 <= length;)
                {
                    var size = BitConverter.ToInt32(buffer, at);
                    var type = BitConverter.ToUInt16(buffer, at + 4);
                    if (type is Done)
                        return objects;
                    if (type is Error)
                        return BitConverter.ToInt32(buffer, at + 16) is 0 ? objects : null;
                    if (size < 16 + head)
                        return objects;
                    objects.Add((buffer[(at + 16)..(at + 16 + head)], NetlinkAttribute.Read(buffer.AsSpan(at + 16 + head, size - 16 - head).ToArray())));
                    at += (size + 3) & ~3;
                }
            }
            return objects;
        }
        finally
        {
            RawSocket.Close(fd);
        }
    }

    /// <summary>Deletes a route or a rule: the head and attributes that a dump gave name it.</summary>
    /// <returns>0, or the kernel's error number.</returns>
    public static int DeleteRouting(int message, byte[] head, Action<MemoryStream> attributes)
    {
        var question = Message(message, Request | Acknowledge, head[0], 1, rest =>
        {
            rest.Write(head.AsSpan(4));
            attributes(rest);
        });
        head.AsSpan(0, 4).CopyTo(question.AsSpan(16));
        return Acknowledged(Routing, question);
    }

    /// <summary>One change, in the batch that nftables wants around it.</summary>
    /// <returns>0, or the kernel's error number.</returns>
    public static int Change(int message, byte family, int flags, Action<MemoryStream> attributes)
    {
        const int begin = 0x10, end = 0x11;
        var batch = new MemoryStream();
        batch.Write(Message(begin, Request, 0, 1, null, resource: 10));
        batch.Write(Message(Tables | message, Request | Acknowledge | flags, family, 2, attributes));
        batch.Write(Message(end, Request, 0, 3, null, resource: 10));
        return Acknowledged(Netfilter, batch.ToArray());
    }

    private static int Acknowledged(int protocol, byte[] change)
    {
        var fd = RawSocket.Open(AfNetlink, protocol);
        if (fd < 0)
            return 1;
        try
        {
            if (RawSocket.Send(fd, change, Kernel) < 0)
                return 1;
            var buffer = new byte[8192];
            return RawSocket.Receive(fd, buffer, Answers) > 0 ? -BitConverter.ToInt32(buffer, 16) : 1;
        }
        finally
        {
            RawSocket.Close(fd);
        }
    }

    private static byte[] Message(int type, int flags, byte family, int sequence, Action<MemoryStream>? attributes, ushort resource = 0)
    {
        var message = new MemoryStream();
        message.Write(new byte[16]);
        message.Write([family, 0, (byte)(resource >> 8), (byte)resource]);
        attributes?.Invoke(message);
        var bytes = message.ToArray();
        BitConverter.TryWriteBytes(bytes.AsSpan(0), bytes.Length);
        BitConverter.TryWriteBytes(bytes.AsSpan(4), (ushort)type);
        BitConverter.TryWriteBytes(bytes.AsSpan(6), (ushort)flags);
        BitConverter.TryWriteBytes(bytes.AsSpan(8), sequence);
        return bytes;
    }
}
