namespace Fettle.Agent.Platform.Linux;

/// <summary>The language that sign-ins are given, which has to have been generated.</summary>
internal static class LocaleSetting
{
    public const string File = "/etc/default/locale";
    private const string Archive = "/usr/lib/locale/locale-archive";

    /// <returns>The name of a locale that is set and was never generated; null when all is well.</returns>
    public static string? Missing() =>
        TextFile.Lines(File).Select(line => line.Trim().Split('=', 2)).Where(pair => pair.Length is 2 && pair[0] is "LANG" or "LC_ALL" or "LC_CTYPE")
            .Select(pair => pair[1].Trim('"', '\'')).FirstOrDefault(name => name.Length > 0 && !IsThere(name));

    private static bool IsThere(string name)
    {
        if (name is "C" or "POSIX" || name.StartsWith("C.", StringComparison.Ordinal))
            return true;
        // de_DE.UTF-8 is kept as de_DE.utf8
        var kept = name.Split('.') is [var language, var charset] ? $"{language}.{charset.Replace("-", "").ToLowerInvariant()}" : name;
        return Directory.Exists($"/usr/lib/locale/{kept}") || Directory.Exists($"/usr/lib/locale/{name}") || InArchive(kept);
    }

    /// <summary>The archive holds its names as plain text.</summary>
    private static bool InArchive(string name)
    {
        try
        {
            return System.IO.File.Exists(Archive) && System.IO.File.ReadAllBytes(Archive).AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(name + "\0")) >= 0;
        }
        // Then nothing is known of it, and nothing is claimed.
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }
}
