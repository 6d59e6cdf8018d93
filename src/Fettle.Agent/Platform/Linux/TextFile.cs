namespace Fettle.Agent.Platform.Linux;

/// <summary>Small text files, of which any may be absent, unreadable or gone while it is read.</summary>
internal static class TextFile
{
    private const int Largest = 4 * 1024 * 1024;

    /// <returns>Null when it cannot be read.</returns>
    public static string? TryRead(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream);
            var buffer = new char[4096];
            var text = new System.Text.StringBuilder();
            for (int read; text.Length < Largest && (read = reader.Read(buffer)) > 0;)
                text.Append(buffer, 0, read);
            return text.ToString();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return null;
        }
    }

    /// <returns>No lines when it cannot be read.</returns>
    public static string[] Lines(string path) => TryRead(path)?.Split('\n') ?? [];

    public static string? TryReadWord(string path) => TryRead(path)?.Trim() is { Length: > 0 } word ? word : null;

    public static long? TryReadNumber(string path) => long.TryParse(TryRead(path)?.Trim(), out var number) ? number : null;

    /// <returns>The file's target as the link says it; null when it is no link.</returns>
    public static string? LinkTarget(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The names in a folder that match; none when it cannot be read.</summary>
    public static IReadOnlyList<string> Paths(string folder, string pattern = "*")
    {
        try
        {
            return Directory.Exists(folder) ? Directory.GetFileSystemEntries(folder, pattern) : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
