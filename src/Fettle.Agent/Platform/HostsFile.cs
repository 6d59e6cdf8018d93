namespace Fettle.Agent.Platform;

/// <summary>The hosts file's lines: an address, its names, perhaps a comment (hosts(5); Windows reads the same).</summary>
internal static class HostsFile
{
    /// <summary>The lines with a name switched off: its lines stand there as comments, and their other names go on in a line of their own.</summary>
    public static IEnumerable<string> Without(IEnumerable<string> lines, string name)
    {
        foreach (var line in lines)
        {
            var words = line.Split('#')[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (!words.Skip(1).Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                yield return line;
                continue;
            }
            yield return $"# fettle: {line}";
            var others = words.Skip(1).Where(other => !other.Equals(name, StringComparison.OrdinalIgnoreCase)).ToList();
            if (others.Count > 0)
                yield return $"{words[0]} {string.Join(' ', others)}";
        }
    }
}
