using System.Text.RegularExpressions;
using Fettle.Agent.Platform.Linux;

namespace Fettle.Agent.Probes.Linux;

/// <summary>Tables of cron's that it passes over without a word to whoever waits for the job.</summary>
internal static partial class CronTables
{
    private const int WritableByOthers = 0x12, Ordinary = 0x8000;

    public static IEnumerable<(string Path, string Why)> Ignored()
    {
        if (!File.Exists("/usr/sbin/cron"))
            yield break;
        foreach (var path in TextFile.Paths("/etc/cron.d").Append("/etc/crontab"))
        {
            if (Path.GetFileName(path) is ".placeholder" || path.Contains(".dpkg-") || path.Contains(".fettle-") || Libc.Stat(path) is not { } table)
                continue;
            if (table.Uid is not 0)
                yield return (path, "it does not belong to root");
            else if ((table.Mode & WritableByOthers) is not 0)
                yield return (path, "others may write to it");
            else if (!PlainName().IsMatch(Path.GetFileName(path)))
                yield return (path, "its name holds a character that cron does not take, such as a dot");
            else if ((table.Mode & 0xF000) is Ordinary && TextFile.TryRead(path) is { Length: > 0 } text && !text.EndsWith('\n'))
                yield return (path, "its last line is not ended");
        }
    }

    [GeneratedRegex("^[A-Za-z0-9_-]+$", RegexOptions.None, 1000)]
    private static partial Regex PlainName();
}
