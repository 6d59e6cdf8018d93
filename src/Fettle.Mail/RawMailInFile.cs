using Microsoft.Win32.SafeHandles;

namespace Fettle.Mail;

internal sealed class RawMailInFile(SafeFileHandle file, string path) : RawMail
{
    public override long Length { get; } = RandomAccess.GetLength(file);

    public static async Task<RawMailInFile> SpoolAsync(ReadOnlyMemory<byte> start, Stream rest, long longest, CancellationToken cancel)
    {
        var path = Path.GetTempFileName();
        var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);
        try
        {
            await RandomAccess.WriteAsync(file, start, 0, cancel);
            var buffer = new byte[1 << 16];
            long length = start.Length;
            int read;
            while ((read = await rest.ReadAsync(buffer, cancel)) > 0)
            {
                if (length + read > longest)
                    throw new InvalidDataException($"The message is longer than {longest} bytes.");
                await RandomAccess.WriteAsync(file, buffer.AsMemory(0, read), length, cancel);
                length += read;
            }
            return new RawMailInFile(file, path);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public override string ToString() => path;

    internal override int Read(long offset, Span<byte> buffer)
    {
        var total = 0;
        int read;
        while (total < buffer.Length && (read = RandomAccess.Read(file, buffer[total..], offset + total)) > 0)
            total += read;
        return total;
    }

    protected override void Dispose(bool disposing)
    {
        file.Dispose();
        base.Dispose(disposing);
    }
}
