namespace Fettle.Agent.Platform.Linux;

/// <summary>/etc/localtime, which says in which time zone this machine stands.</summary>
internal static class TimeZoneFile
{
    private const string Path = "/etc/localtime";

    /// <summary>Its absence means universal time, which is a choice; a dangling link or a file that holds no zone is a mistake.</summary>
    public static bool IsSound() =>
        Libc.Stat(Path, follow: false) is null || (Bytes(Path) is { } bytes && bytes.AsSpan().StartsWith("TZif"u8));

    /// <returns>Whether it holds another zone than /etc/timezone names; null where one of the two says nothing.</returns>
    public static bool? DiffersFromName() =>
        TextFile.TryReadWord("/etc/timezone") is { } name && !name.Contains("..") && Bytes($"/usr/share/zoneinfo/{name}") is { } named && Bytes(Path) is { } own
            ? !named.AsSpan().SequenceEqual(own)
            : null;

    private static byte[]? Bytes(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllBytes(path) : null;
        }
        // Not readable for us: then nothing is said of it.
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
