using System.Buffers;

namespace Fettle.Mail.Decoding;

/// <summary>Uuencoding (POSIX uuencode): from the line "begin 644 name" to the line "end", or from the first line where there is none.</summary>
internal sealed class UuDecoder : TransferDecoder
{
    private readonly List<byte> line = [];
    private bool ended;

    public override void Decode(ReadOnlySpan<byte> input, IBufferWriter<byte> output)
    {
        foreach (var b in input)
        {
            if (b != '\n')
                line.Add(b);
            if (b == '\n' || line.Count > 400)
                DecodeLine(output);
        }
    }

    public override void Finish(IBufferWriter<byte> output) => DecodeLine(output);

    private void DecodeLine(IBufferWriter<byte> output)
    {
        var text = line.ToArray().AsSpan().TrimEnd((byte)'\r');
        line.Clear();
        if (ended || text.IsEmpty || text.StartsWith("begin "u8))
            return;
        if (text.SequenceEqual("end"u8))
            ended = true;
        else
            DecodeLine(text, output);
    }

    /// <summary>One line of uuencoded data; trailing spaces may have been lost on the way.</summary>
    public static void DecodeLine(ReadOnlySpan<byte> text, IBufferWriter<byte> output)
    {
        var length = (text[0] - 32) & 63;
        text = text[1..];
        var span = output.GetSpan(length + 3);
        for (int i = 0, at = 0; i < length; i += 3, at += 4)
        {
            var bits = (Value(text, at) << 18) | (Value(text, at + 1) << 12) | (Value(text, at + 2) << 6) | Value(text, at + 3);
            span[i] = (byte)(bits >> 16);
            span[i + 1] = (byte)(bits >> 8);
            span[i + 2] = (byte)bits;
        }
        output.Advance(length);
    }

    private static int Value(ReadOnlySpan<byte> text, int at) => at < text.Length ? (text[at] - 32) & 63 : 0;
}
