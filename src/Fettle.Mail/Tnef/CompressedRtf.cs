using System.Buffers.Binary;
using System.Text;

namespace Fettle.Mail.Tnef;

/// <summary>Compressed RTF ([MS-OXRTFCP]): LZ77 over a dictionary of 4096 bytes that begins with common RTF.</summary>
internal static class CompressedRtf
{
    private const string Start =
        "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

    /// <summary>RTF never grows beyond this many times its compressed size, nor beyond the limit below.</summary>
    private const int Most = 16 << 20;

    /// <summary>Null where it is no compressed RTF.</summary>
    public static byte[]? Decompress(ReadOnlySpan<byte> data)
    {
        if (data.Length < 16)
            return null;
        var rawSize = (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(data[4..]), Most);
        var kind = BinaryPrimitives.ReadUInt32LittleEndian(data[8..]);
        var content = data[16..];
        return kind switch
        {
            0x414C454D => content[..Math.Min(rawSize, content.Length)].ToArray(), // "MELA": as it is
            0x75465A4C => Expand(content, rawSize), // "LZFu"
            _ => null,
        };
    }

    private static byte[] Expand(ReadOnlySpan<byte> input, int rawSize)
    {
        var dictionary = new byte[4096];
        var write = Encoding.ASCII.GetBytes(Start, dictionary);
        using var output = new MemoryStream();
        var at = 0;
        while (at < input.Length && output.Length < rawSize)
        {
            var control = input[at++];
            for (var bit = 0; bit < 8 && at < input.Length; bit++)
            {
                if ((control & (1 << bit)) == 0)
                {
                    Put(input[at++]);
                    continue;
                }
                if (at + 1 >= input.Length)
                    return output.ToArray();
                var reference = (input[at] << 8) | input[at + 1];
                at += 2;
                var offset = reference >> 4;
                // A reference to the place of writing is the end.
                if (offset == write)
                    return output.ToArray();
                for (var length = (reference & 0xf) + 2; length > 0; length--)
                {
                    Put(dictionary[offset]);
                    offset = (offset + 1) & 4095;
                }
            }
        }
        return output.ToArray();

        void Put(byte b)
        {
            output.WriteByte(b);
            dictionary[write] = b;
            write = (write + 1) & 4095;
        }
    }
}
