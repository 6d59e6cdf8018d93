using System.Buffers;

namespace Fettle.Mail.Decoding;

/// <summary>yEnc (draft 1.3 of 2002): between the lines "=ybegin" and "=yend", each byte raised by 42.</summary>
internal sealed class YEncDecoder : TransferDecoder
{
    private readonly List<byte> line = [];
    private bool begun;
    private bool ended;

    public override void Decode(ReadOnlySpan<byte> input, IBufferWriter<byte> output)
    {
        foreach (var b in input)
        {
            if (b != '\n')
                line.Add(b);
            if (b == '\n' || line.Count > 4000)
                DecodeLine(output);
        }
    }

    public override void Finish(IBufferWriter<byte> output) => DecodeLine(output);

    private void DecodeLine(IBufferWriter<byte> output)
    {
        var text = line.ToArray().AsSpan().TrimEnd((byte)'\r');
        line.Clear();
        if (text.StartsWith("=y"u8))
        {
            begun |= text.StartsWith("=ybegin "u8);
            ended |= text.StartsWith("=yend"u8);
            return;
        }
        if (!begun || ended)
            return;
        var span = output.GetSpan(text.Length);
        var written = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var escaped = text[i] == '=' && i + 1 < text.Length;
            span[written++] = (byte)(text[escaped ? ++i : i] - 42 - (escaped ? 64 : 0));
        }
        output.Advance(written);
    }
}
