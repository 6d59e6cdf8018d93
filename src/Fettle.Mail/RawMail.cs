namespace Fettle.Mail;

/// <summary>
/// A message exactly as it came, before anything is understood: in memory, or in a file where it is large.
/// What is read from it (<see cref="MailMessage"/>) stays usable until it is disposed.
/// </summary>
public abstract class RawMail : IDisposable
{
    /// <summary>A message is kept in memory up to this many bytes when it comes from a stream, and in a temporary file beyond.</summary>
    internal const int InMemory = 1 << 20;

    /// <summary>Bytes.</summary>
    public abstract long Length { get; }

    /// <summary>Fills the buffer from an offset on; returns fewer bytes only at the end, 0 beyond it.</summary>
    internal abstract int Read(long offset, Span<byte> buffer);

    /// <summary>A message that is in memory already.</summary>
    public static RawMail FromBytes(ReadOnlyMemory<byte> bytes) => new RawMailInMemory(bytes);

    /// <summary>A message in a file, which is read as needed and never whole.</summary>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    public static RawMail FromFile(string path) => new RawMailInFile(File.OpenHandle(path), path);

    /// <summary>Takes a message from a stream to its end: in memory while small, in a temporary file (gone when disposed) otherwise.</summary>
    /// <param name="longest">Bytes; a longer message is refused.</param>
    /// <exception cref="InvalidDataException">The message is longer than <paramref name="longest"/>.</exception>
    public static async Task<RawMail> ReceiveAsync(Stream stream, long longest = long.MaxValue, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var start = new byte[InMemory];
        var read = await stream.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancel);
        if (read > longest)
            throw new InvalidDataException($"The message is longer than {longest} bytes.");
        return read < start.Length
            ? new RawMailInMemory(start.AsMemory(0, read).ToArray())
            : await RawMailInFile.SpoolAsync(start, stream, longest, cancel);
    }

    /// <summary>The whole message, from its first byte, as it came.</summary>
    public Stream OpenRead() => new RawSlice(this, 0, Length);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}
