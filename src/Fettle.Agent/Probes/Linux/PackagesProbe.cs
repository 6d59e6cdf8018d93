using Fettle.Agent.Platform.Linux;
using Fettle.Diagnosis.Facts;

namespace Fettle.Agent.Probes.Linux;

/// <summary>Packages that dpkg left half done, straight from its status file.</summary>
internal static class PackagesProbe
{
    private const string Status = "/var/lib/dpkg/status";
    private static readonly string[] Locks = ["/var/lib/dpkg/lock", "/var/lib/dpkg/lock-frontend", "/var/lib/apt/lists/lock", "/var/cache/apt/archives/lock"];

    public static Task<Fact.Record?> MeasureAsync(ProbeContext context, CancellationToken cancel)
    {
        if (!Directory.Exists("/var/lib/dpkg"))
            return Task.FromResult<Fact.Record?>(null);
        var holder = LockHolder();
        return Task.FromResult<Fact.Record?>(Fact.Of(
            ("broken", Fact.ListOf(Broken().Concat(DebianDependencies.Missing(Status)))),
            ("unfinished", TextFile.Paths("/var/lib/dpkg/updates").Any(path => Path.GetFileName(path).All(char.IsAsciiDigit))),
            ("lockedBy", holder?.Name),
            ("lockedPid", holder?.Pid),
            ("statusMissing", !File.Exists(Status) || new FileInfo(Status).Length is 0),
            ("sourceErrors", Fact.ListOf(SourceErrors()))));
    }

    private static IEnumerable<Fact.Record> Broken()
    {
        if (!File.Exists(Status))
            yield break;
        var package = "";
        foreach (var line in File.ReadLines(Status))
        {
            if (line.StartsWith("Package: "))
                package = line["Package: ".Length..];
            else if (line.StartsWith("Status: ") && line["Status: ".Length..].Split(' ') is [var wants, var flag, var state] && (flag is not "ok" || state is not ("installed" or "config-files" or "not-installed")))
                yield return Fact.Of(("name", package), ("state", flag is "ok" ? state : $"{state}, {flag}"), ("wants", wants));
        }
    }

    private static ProcessEntry? LockHolder()
    {
        // 1: POSIX ADVISORY WRITE 1234 fd:01:5678 0 EOF
        var inodes = Locks.Select(path => Libc.Stat(path)?.Inode).OfType<ulong>().Select(inode => inode.ToString()).ToHashSet();
        foreach (var line in TextFile.Lines("/proc/locks"))
        {
            var fields = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length >= 6 && fields[5].Split(':') is [_, _, var inode] && inodes.Contains(inode) && int.TryParse(fields[4], out var pid))
                return ProcessTable.Read(pid);
        }
        return null;
    }

    /// <summary>Lines of apt's sources that it cannot read: it refuses all of them for one.</summary>
    private static IEnumerable<Fact.Record> SourceErrors()
    {
        foreach (var path in TextFile.Paths("/etc/apt/sources.list.d", "*.list").Append("/etc/apt/sources.list"))
        {
            var number = 0;
            foreach (var line in TextFile.Lines(path))
            {
                number++;
                var text = line.Split('#')[0].Trim();
                if (text.Length > 0 && Reason(text) is { } reason)
                    yield return Fact.Of(("file", path), ("line", number), ("text", text), ("reason", reason));
            }
        }
        foreach (var path in TextFile.Paths("/etc/apt/sources.list.d", "*.sources"))
        {
            foreach (var stanza in (TextFile.TryRead(path) ?? "").Split("\n\n").Where(stanza => stanza.Split('\n').Any(line => line.Length > 0 && line[0] is not '#')))
            {
                foreach (var key in new[] { "Types:", "URIs:", "Suites:" }.Where(key => !stanza.Contains(key, StringComparison.OrdinalIgnoreCase)))
                    yield return Fact.Of(("file", path), ("line", 1), ("text", Path.GetFileName(path)), ("reason", $"a source without {key.TrimEnd(':')}"));
            }
        }
    }

    private static string? Reason(string text)
    {
        var options = text.IndexOf('[');
        if (options >= 0 && text.IndexOf(']') < 0)
            return "its options are not closed by ]";
        var plain = options >= 0 ? text[..options] + text[(text.IndexOf(']') + 1)..] : text;
        var words = plain.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words[0] is not ("deb" or "deb-src"))
            return "a line begins with deb or deb-src";
        if (words.Length < 3)
            return "it lacks an address or a suite";
        if (!words[1].Contains(':'))
            return "its address is none";
        return words.Length < 4 && !words[2].EndsWith('/') ? "it names no component" : null;
    }
}
