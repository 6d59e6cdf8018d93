namespace Fettle.Agent.Platform.Linux;

/// <summary>Files under /proc, /sys and /etc: small, and often not there or not readable, which is then simply not known.</summary>
internal static class TextFile
{
    /// <summary>The trimmed content, or null where there is none to be had.</summary>
    public static string? Read(string path)
    {
        try
        {
            var text = File.ReadAllText(path).Trim();
            return text.Length == 0 ? null : text;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public static IReadOnlyList<string> Lines(string path) => Read(path)?.Split('\n') ?? [];

    public static IReadOnlyList<string> Folders(string path) => Directory.Exists(path) ? Directory.GetDirectories(path) : [];

    /// <summary><c>NAME=value</c> lines with optional quotes, as in os-release(5).</summary>
    public static Dictionary<string, string> Assignments(string path)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in Lines(path))
            if (line.IndexOf('=') is > 0 and var at && line[0] != '#')
                found[line[..at].Trim()] = line[(at + 1)..].Trim().Trim('"', '\'');
        return found;
    }
}
