using System.Text;

namespace Fettle.Server.ServiceDesk.MovingIn.Csv;

/// <summary>A file as text: its charset and its delimiter, said or found out.</summary>
internal static class CsvText
{
    private const int Sample = 256 * 1024;

    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    /// <summary>The names that may be said.</summary>
    public static readonly string[] Charsets = ["utf-8", "utf-16", "utf-16BE", "windows-1252"];

    /// <summary>By its mark (BOM); else UTF-16 where every other byte is 0, UTF-8 where it is that, and Windows-1252.</summary>
    public static async Task<Encoding> CharsetAsync(Stream file, string? said, CancellationToken cancel)
    {
        var sample = new byte[Sample];
        var length = await file.ReadAtLeastAsync(sample, Sample, throwOnEndOfStream: false, cancel);
        file.Position = 0;
        return said is not null ? Named(said) : Find(sample.AsSpan(0, length), whole: length < Sample);
    }

    public static Encoding Named(string name) => name == "windows-1252" ? CodePagesEncodingProvider.Instance.GetEncoding(1252)! : Encoding.GetEncoding(name);

    /// <summary>Of the usual ones that which the first row has most of, quoted fields left out.</summary>
    public static char Delimiter(string start)
    {
        var counts = new Dictionary<char, int>();
        var quoted = false;
        foreach (var c in start)
        {
            if (c == '"')
                quoted = !quoted;
            else if (!quoted && c is '\n' or '\r' && counts.Count > 0)
                break;
            else if (!quoted && Delimiters.Contains(c))
                counts[c] = counts.GetValueOrDefault(c) + 1;
        }
        return counts.Count == 0 ? ',' : counts.MaxBy(c => c.Value).Key;
    }

    private static Encoding Find(ReadOnlySpan<byte> bytes, bool whole)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            return Encoding.Unicode;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return Encoding.BigEndianUnicode;
        if (bytes.Length >= 4 && (bytes[1], bytes[3]) == (0, 0) && bytes[0] != 0)
            return Encoding.Unicode;
        if (bytes.Length >= 4 && (bytes[0], bytes[2]) == (0, 0) && bytes[1] != 0)
            return Encoding.BigEndianUnicode;
        return IsUtf8(bytes, whole) ? Encoding.UTF8 : Named("windows-1252");
    }

    private static bool IsUtf8(ReadOnlySpan<byte> bytes, bool whole)
    {
        while (!bytes.IsEmpty)
        {
            var read = Rune.DecodeFromUtf8(bytes, out _, out var length);
            if (read == System.Buffers.OperationStatus.NeedMoreData)
                return !whole;
            if (read != System.Buffers.OperationStatus.Done)
                return false;
            bytes = bytes[length..];
        }
        return true;
    }
}
