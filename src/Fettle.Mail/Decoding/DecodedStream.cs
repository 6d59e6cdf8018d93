using System.Buffers;

namespace Fettle.Mail.Decoding;

/// <summary>A part's body, decoded as it is read.</summary>
internal sealed class DecodedStream(Stream encoded, TransferDecoder decoder) : Stream
{
    private readonly ArrayBufferWriter<byte> decoded = new(1 << 14);
    private readonly byte[] buffer = new byte[1 << 14];
    private int given;
    private bool ended;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> output)
    {
        while (given == decoded.WrittenCount && !ended)
        {
            decoded.ResetWrittenCount();
            given = 0;
            var read = encoded.Read(buffer);
            if (read > 0)
            {
                decoder.Decode(buffer.AsSpan(0, read), decoded);
                continue;
            }
            decoder.Finish(decoded);
            ended = true;
        }
        var length = Math.Min(output.Length, decoded.WrittenCount - given);
        decoded.WrittenSpan.Slice(given, length).CopyTo(output);
        given += length;
        return length;
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            encoded.Dispose();
        base.Dispose(disposing);
    }
}
