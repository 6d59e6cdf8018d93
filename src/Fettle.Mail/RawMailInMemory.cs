namespace Fettle.Mail;

internal sealed class RawMailInMemory(ReadOnlyMemory<byte> bytes) : RawMail
{
    public override long Length => bytes.Length;

    internal override int Read(long offset, Span<byte> buffer)
    {
        if (offset >= bytes.Length)
            return 0;
        var available = bytes.Span[(int)offset..];
        var length = Math.Min(available.Length, buffer.Length);
        available[..length].CopyTo(buffer);
        return length;
    }
}
