using System.Buffers;

namespace Fettle.Mail.Decoding;

/// <summary>
/// Quoted-printable (RFC 2045 §6.7), and the Q encoding of headers (RFC 2047 §4.2) where an underscore is a space. An equals sign that begins
/// nothing known stays an equals sign.
/// </summary>
internal sealed class QuotedPrintableDecoder(bool header) : TransferDecoder
{
    // What follows an equals sign, until it is known what it means: at most a hexadecimal digit, or white space before a line's end.
    private readonly List<byte> held = [];
    private bool escaping;

    public override void Decode(ReadOnlySpan<byte> input, IBufferWriter<byte> output)
    {
        var i = 0;
        while (i < input.Length)
        {
            if (escaping)
            {
                Escape(input[i++], output);
                continue;
            }
            var rest = input[i..];
            var plain = header ? rest.IndexOfAny((byte)'=', (byte)'_') : rest.IndexOf((byte)'=');
            plain = plain < 0 ? rest.Length : plain;
            output.Write(rest[..plain]);
            i += plain;
            if (i == input.Length)
                break;
            if (input[i++] == '_')
                output.Write(" "u8);
            else
                escaping = true;
        }
    }

    public override void Finish(IBufferWriter<byte> output)
    {
        // An equals sign at the very end is a soft line break that lost its line.
        if (escaping && held.Count > 0)
            GiveBack(output);
        escaping = false;
    }

    private void Escape(byte next, IBufferWriter<byte> output)
    {
        if (next == '\n')
        {
            held.Clear();
            escaping = false;
        }
        else if (next is (byte)' ' or (byte)'\t' or (byte)'\r' && (held.Count == 0 || held[^1] is (byte)' ' or (byte)'\t' or (byte)'\r') && held.Count < 200)
        {
            held.Add(next);
        }
        else if (held.Count == 0 && char.IsAsciiHexDigit((char)next))
        {
            held.Add(next);
        }
        else if (held.Count == 1 && char.IsAsciiHexDigit((char)held[0]) && char.IsAsciiHexDigit((char)next))
        {
            output.Write([(byte)((Digit(held[0]) << 4) | Digit(next))]);
            held.Clear();
            escaping = false;
        }
        else if (held.Count > 0 && held.TrueForAll(b => b == '\r'))
        {
            // "=\r" without "\n": a soft break in a message whose lines end in CR alone.
            held.Clear();
            escaping = false;
            Decode([next], output);
        }
        else
        {
            GiveBack(output);
            Decode([next], output);
        }
    }

    private void GiveBack(IBufferWriter<byte> output)
    {
        output.Write("="u8);
        output.Write(held.ToArray());
        held.Clear();
        escaping = false;
    }

    private static int Digit(byte c) => c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
}
