using System.Buffers.Binary;

namespace Fettle.Server.ServiceDesk.Mail.Incoming;

/// <summary>How large a picture is, from its first bytes: PNG, GIF, JPEG and BMP. Null where that cannot be told.</summary>
internal static class PictureSize
{
    private const int Most = 64 * 1024;

    public static (int Width, int Height)? Read(Stream picture)
    {
        var buffer = new byte[Most];
        var start = buffer.AsSpan(0, picture.ReadAtLeast(buffer, Most, throwOnEndOfStream: false));
        if (start.Length >= 24 && start.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']))
            return (BinaryPrimitives.ReadInt32BigEndian(start[16..]), BinaryPrimitives.ReadInt32BigEndian(start[20..]));
        if (start.Length >= 10 && start.StartsWith("GIF8"u8))
            return (BinaryPrimitives.ReadUInt16LittleEndian(start[6..]), BinaryPrimitives.ReadUInt16LittleEndian(start[8..]));
        if (start.Length >= 26 && start.StartsWith("BM"u8))
            return (BinaryPrimitives.ReadInt32LittleEndian(start[18..]), Math.Abs(BinaryPrimitives.ReadInt32LittleEndian(start[22..]) | 1));
        return start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8]) ? OfJpeg(start) : null;
    }

    /// <summary>The size is in the first frame header (SOFn, ITU T.81 §B.2.2), behind segments that say their length.</summary>
    private static (int Width, int Height)? OfJpeg(ReadOnlySpan<byte> start)
    {
        for (var at = 2; at + 9 < start.Length && start[at] == 0xFF;)
        {
            var marker = start[at + 1];
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return (BinaryPrimitives.ReadUInt16BigEndian(start[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(start[(at + 5)..]));
            at += marker == 0xFF ? 1 : 2 + BinaryPrimitives.ReadUInt16BigEndian(start[(at + 2)..]);
        }
        return null;
    }
}
