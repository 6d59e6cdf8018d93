using Fettle.Agent.Platform.Linux;

namespace Fettle.Agent.Probes.Linux;

/// <summary>dpkg's list of what is installed, which a full disk or a switch that was pulled may have cut.</summary>
internal static class DpkgStatus
{
    /// <summary>Every line is a field or goes on with one, and the last is ended.</summary>
    public static bool IsWhole(string path)
    {
        if (!File.Exists(path))
            return false;
        var any = false;
        foreach (var line in File.ReadLines(path))
        {
            any |= line.StartsWith("Package: ");
            if (line.Length > 0 && line[0] is not (' ' or '\t') && (line.IndexOf(':') < 1 || line.Contains('\0')))
                return false;
        }
        using var file = File.OpenRead(path);
        if (!any || file.Length is 0)
            return false;
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() is '\n';
    }

    /// <returns>The newest whole copy that dpkg or cron has kept; null when there is none.</returns>
    public static string? Backup() =>
        new[] { "/var/lib/dpkg/status-old", "/var/backups/dpkg.status.0" }.Where(IsWhole).MaxBy(path => Libc.Stat(path)?.Modified ?? 0);
}
