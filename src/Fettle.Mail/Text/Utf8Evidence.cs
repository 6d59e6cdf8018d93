using System.Runtime.InteropServices;
using System.Text;

namespace Fettle.Mail.Text;

/// <summary>How far bytes look like UTF-8 (RFC 3629).</summary>
/// <param name="Sequences">Characters outside ASCII that are right.</param>
/// <param name="Wrong">Bytes that are not.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Utf8Evidence(int Sequences, int Wrong)
{
    public bool IsUtf8 => Wrong == 0;

    /// <summary>Hardly anything else than UTF-8, a few bytes of which were lost.</summary>
    public bool IsDamagedUtf8 => Sequences >= Math.Max(3, Wrong * 4);

    /// <summary>Rather UTF-8 than anything else, when the sender says that it is.</summary>
    public bool IsMostlyUtf8 => Sequences * 2 >= Wrong;

    public static Utf8Evidence In(ReadOnlySpan<byte> bytes)
    {
        int sequences = 0, wrong = 0;
        while (!bytes.IsEmpty)
        {
            var next = bytes.IndexOfAnyInRange((byte)0x80, (byte)0xff);
            if (next < 0)
                break;
            bytes = bytes[next..];
            if (Rune.DecodeFromUtf8(bytes, out _, out var length) == System.Buffers.OperationStatus.Done)
                sequences++;
            // A character that is cut off at the end is no mistake of the charset's.
            else if (length < bytes.Length || sequences == 0)
                wrong++;
            bytes = bytes[Math.Max(1, length)..];
        }
        return new Utf8Evidence(sequences, wrong);
    }
}
