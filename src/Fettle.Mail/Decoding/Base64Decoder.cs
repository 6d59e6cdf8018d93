using System.Buffers;

namespace Fettle.Mail.Decoding;

/// <summary>
/// Base64 (RFC 2045 §6.8): characters outside the alphabet are passed over, missing padding is supplied. After the padding the data is at an end,
/// unless the next line is base64 again (several files' encodings joined); a mailing list's footer in plain text is not.
/// </summary>
internal sealed class Base64Decoder : TransferDecoder
{
    private static readonly sbyte[] Values = MakeValues();
    private readonly List<byte> afterPadding = [];
    private int bits;
    private int count;
    private bool padded;
    private bool ended;

    public override void Decode(ReadOnlySpan<byte> input, IBufferWriter<byte> output)
    {
        var span = output.GetSpan((input.Length / 4 * 3) + 8);
        var written = 0;
        for (var i = 0; i < input.Length && !ended; i++)
        {
            if (padded)
            {
                if (written > 0)
                {
                    output.Advance(written);
                    written = 0;
                }
                AfterPadding(input[i], output);
                span = output.GetSpan((input.Length / 4 * 3) + 8);
                continue;
            }
            var value = Values[input[i]];
            if (value >= 0)
            {
                bits = (bits << 6) | (byte)value;
                if (++count < 4)
                    continue;
                span[written] = (byte)(bits >> 16);
                span[written + 1] = (byte)(bits >> 8);
                span[written + 2] = (byte)bits;
                written += 3;
                (bits, count) = (0, 0);
            }
            else if (input[i] == '=' && count >= 2)
            {
                written += Rest(span[written..]);
                padded = true;
            }
        }
        output.Advance(written);
    }

    public override void Finish(IBufferWriter<byte> output)
    {
        if (padded)
            Continue(output);
        if (count >= 2)
            output.Advance(Rest(output.GetSpan(4)));
    }

    private int Rest(Span<byte> span)
    {
        var length = count - 1;
        bits <<= 6 * (4 - count);
        span[0] = (byte)(bits >> 16);
        if (length > 1)
            span[1] = (byte)(bits >> 8);
        (bits, count) = (0, 0);
        return length;
    }

    private void AfterPadding(byte next, IBufferWriter<byte> output)
    {
        if (next is (byte)'\r' or (byte)'\n')
        {
            if (afterPadding.Exists(b => b != '='))
                Continue(output);
            else
                afterPadding.Clear();
            return;
        }
        afterPadding.Add(next);
        if (afterPadding.Count > 1000)
            Continue(output);
    }

    /// <summary>Reads on when all of the line after the padding is base64.</summary>
    private void Continue(IBufferWriter<byte> output)
    {
        var line = afterPadding.SkipWhile(b => b == '=').ToArray();
        afterPadding.Clear();
        padded = false;
        if (line.Length == 0)
            return;
        ended = line.Length % 4 != 0 || !Array.TrueForAll(line, b => Values[b] >= 0 || b == '=');
        if (!ended)
            Decode(line, output);
    }

    private static sbyte[] MakeValues()
    {
        var values = new sbyte[256];
        Array.Fill(values, (sbyte)-1);
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (var i = 0; i < Alphabet.Length; i++)
            values[Alphabet[i]] = (sbyte)i;
        return values;
    }
}
