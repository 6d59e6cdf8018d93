namespace Fettle.Agent.Platform.Linux;

/// <summary>Files of <c>NAME=value</c> lines with optional quotes, as in os-release(5).</summary>
internal static class Assignments
{
    /// <returns>Empty when it cannot be read.</returns>
    public static Dictionary<string, string> Read(string path)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in TextFile.Lines(path))
            if (line.IndexOf('=') is > 0 and var at && line[0] != '#')
                found[line[..at].Trim()] = line[(at + 1)..].Trim().Trim('"', '\'');
        return found;
    }
}
