namespace Fettle.Mail.Mime;

/// <summary>
/// The lines of a raw message, one after the other, in a buffer of fixed size. A line ends in CRLF or LF; in CR alone only in a message that has no
/// LF at its beginning. A line longer than the buffer comes in pieces, of which only the first is <see cref="AtLineStart"/>.
/// </summary>
internal sealed class LineReader
{
    private const int Longest = 1 << 16;
    private readonly RawMail raw;
    private readonly byte[] buffer = new byte[Longest * 2];
    private readonly byte ending = (byte)'\n';
    private long bufferStart;
    private int next;
    private int filled;
    private bool continued;

    public LineReader(RawMail raw)
    {
        this.raw = raw;
        Fill();
        var start = buffer.AsSpan(0, filled);
        if (!start.Contains((byte)'\n') && start.Contains((byte)'\r'))
            ending = (byte)'\r';
    }

    /// <summary>Where the line starts in the message.</summary>
    public long Start { get; private set; }

    /// <summary>The line without its ending.</summary>
    public ReadOnlySpan<byte> Line => buffer.AsSpan((int)(Start - bufferStart), length);

    /// <summary>Bytes of the line's ending: 2, 1, or 0 at the message's end and in the middle of a very long line.</summary>
    public int EndingLength { get; private set; }

    /// <summary>False for the further pieces of a line that is longer than the buffer.</summary>
    public bool AtLineStart { get; private set; }

    /// <summary>The offset after the line and its ending.</summary>
    public long End => Start + length + EndingLength;

    private int length;

    /// <summary>Goes to the next line; false at the message's end.</summary>
    public bool Read()
    {
        var found = buffer.AsSpan(next, filled - next).IndexOf(ending);
        if (found < 0 && filled - next < Longest)
        {
            Fill();
            found = buffer.AsSpan(next, filled - next).IndexOf(ending);
        }
        if (next == filled)
        {
            (Start, length, EndingLength) = (bufferStart + next, 0, 0);
            return false;
        }

        Start = bufferStart + next;
        AtLineStart = !continued;
        continued = found < 0;
        if (found < 0)
        {
            (length, EndingLength) = (Math.Min(filled - next, Longest), 0);
            next += length;
            return true;
        }
        var cr = ending == '\n' && found > 0 && buffer[next + found - 1] == '\r' ? 1 : 0;
        (length, EndingLength) = (found - cr, 1 + cr);
        next += found + 1;
        return true;
    }

    /// <summary>Goes on from an offset at which a line starts.</summary>
    public void GoTo(long offset)
    {
        continued = false;
        (Start, length, EndingLength) = (offset, 0, 0);
        if (offset >= bufferStart && offset <= bufferStart + filled)
        {
            next = (int)(offset - bufferStart);
            return;
        }
        (bufferStart, next, filled) = (offset, 0, 0);
        Fill();
    }

    private void Fill()
    {
        // The line just read stays valid until the next Read, so what is before it may go.
        buffer.AsSpan(next, filled - next).CopyTo(buffer);
        bufferStart += next;
        filled -= next;
        next = 0;
        filled += raw.Read(bufferStart + filled, buffer.AsSpan(filled));
    }
}
