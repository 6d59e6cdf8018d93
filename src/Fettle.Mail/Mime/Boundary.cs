namespace Fettle.Mail.Mime;

/// <summary>The delimiters of the multiparts that are open, outermost first (RFC 2046 §5.1.1).</summary>
internal sealed class Boundary
{
    private readonly List<byte[]> open = [];

    public int Depth => open.Count;

    public void Open(string boundary) => open.Add(System.Text.Encoding.Latin1.GetBytes("--" + boundary));

    public void Close() => open.RemoveAt(open.Count - 1);

    /// <summary>The level whose delimiter the line is, -1 where it is none.</summary>
    public int Find(ReadOnlySpan<byte> line, out bool closes)
    {
        closes = false;
        if (!line.StartsWith("--"u8))
            return -1;
        // Innermost first: a broken sender may use one delimiter twice.
        for (var level = open.Count - 1; level >= 0; level--)
        {
            if (!line.StartsWith(open[level]))
                continue;
            var rest = line[open[level].Length..].TrimEnd(" \t\r"u8);
            closes = rest.SequenceEqual("--"u8);
            if (closes || rest.IsEmpty)
                return level;
        }
        return -1;
    }
}
