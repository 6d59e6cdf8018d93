using System.Runtime.InteropServices;

namespace Fettle.Agent.Jobs;

/// <summary>
/// What a job printed, up to a limit, on disk until the server has it. Kept in UTF-16, so that the protocol's offsets are positions in the file
/// and a piece can be read from anywhere without reading what is before it.
/// </summary>
internal sealed class JobOutputFile(string file, int limit)
{
    private const string CutShort = "\n[the rest of the output was not kept: it is longer than the limit]\n";
    private readonly Lock _gate = new();
    private bool _full;

    public long Length { get; private set; } = File.Exists(file) ? new FileInfo(file).Length / sizeof(char) : 0;

    public void Append(ReadOnlySpan<char> text)
    {
        lock (_gate)
        {
            if (_full || text.IsEmpty)
                return;
            var room = (int)Math.Max(0, limit - Length);
            _full = text.Length > room;
            Write(_full ? WithoutHalfCharacter(text[..room]) : text);
            if (_full)
                Write(CutShort);
        }
    }

    /// <summary>At most <paramref name="atMost"/> units from an offset; never half a surrogate pair, which JSON could not carry.</summary>
    public string Read(long offset, int atMost)
    {
        lock (_gate)
        {
            if (offset >= Length)
                return "";
            var text = new char[(int)Math.Min(atMost, Length - offset)];
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            stream.Position = offset * sizeof(char);
            stream.ReadExactly(MemoryMarshal.AsBytes(text.AsSpan()));
            return new string(text.Length > 1 ? WithoutHalfCharacter(text) : text);
        }
    }

    private static ReadOnlySpan<char> WithoutHalfCharacter(ReadOnlySpan<char> text) =>
        text.Length > 0 && char.IsHighSurrogate(text[^1]) ? text[..^1] : text;

    private void Write(ReadOnlySpan<char> text)
    {
        // A NUL is no text to a database.
        var clean = text.Contains('\0') ? text.ToString().Replace('\0', '\uFFFD') : text;
        try
        {
            using var stream = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            stream.Write(MemoryMarshal.AsBytes(clean));
            Length += clean.Length;
        }
        catch (IOException)
        {
            // The device's disk is full, which the job may be about to mend: it goes on, and what it prints from here on is not kept.
            _full = true;
        }
    }
}
