using System.Text.RegularExpressions;
using Fettle.Agent.Platform;
using Fettle.Agent.Platform.Linux;
using Fettle.Diagnosis.Facts;

namespace Fettle.Agent.Probes.Linux;

/// <summary>apt's sources and settings, as far as apt cannot read or trust them.</summary>
internal static partial class AptSources
{
    /// <summary>Lines of apt's sources that it cannot read: it refuses all of them for one.</summary>
    public static IEnumerable<Fact.Record> Errors()
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
                if (stanza.Split('\n').FirstOrDefault(line => line.StartsWith("Signed-By:", StringComparison.OrdinalIgnoreCase)) is { } signed && MissingKey(signed["Signed-By:".Length..]) is { } gone)
                    yield return Fact.Of(("file", path), ("line", 1), ("text", signed), ("reason", gone));
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
        if (options >= 0 && SignedBy().Match(text) is { Success: true } by && MissingKey(by.Groups["path"].Value) is { } missing)
            return missing;
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

    private static string? MissingKey(string keys) =>
        keys.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(key => key.StartsWith('/') && !File.Exists(key)) is { } gone ? $"its key {gone} is not there" : null;

    /// <summary>apt's own settings: a mistake in one file keeps apt from doing anything.</summary>
    public static async Task<IEnumerable<Fact.Record>> SettingsErrorsAsync(CancellationToken cancel)
    {
        // E: Syntax error /etc/apt/apt.conf.d/95office:3: Extra junk at end of file
        if (await Tool.RunAsync("apt-config", ["dump"], cancel) is not { ExitCode: not 0 } dump || SettingsError().Match(dump.Error) is not { Success: true } match)
            return [];
        return [Fact.Of(("file", match.Groups["file"].Value), ("line", int.Parse(match.Groups["line"].Value)), ("text", match.Groups["why"].Value.Trim()), ("reason", "apt cannot read its own settings"))];
    }

    [GeneratedRegex(@"signed-by=(?<path>[^\]\s]+)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex SignedBy();

    [GeneratedRegex(@"(?<file>/etc/apt/[^:\s]+):(?<line>\d+):(?<why>[^\n]*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SettingsError();
}
