using Fettle.Diagnosis.Facts;

namespace Fettle.Agent.Probes.Linux;

/// <summary>
/// Installed packages that lack a package which they depend on. Versions are not compared: a wrong guess would call a sound system broken.
/// </summary>
internal static class DebianDependencies
{
    private static readonly char[] EndsOfName = [' ', ':', '('];

    public static IEnumerable<Fact.Record> Missing(string status)
    {
        if (!File.Exists(status))
            yield break;
        var present = new HashSet<string>();
        var needs = new List<(string Package, string Depends)>();
        foreach (var stanza in Stanzas(status).Where(stanza => stanza.GetValueOrDefault("Status")?.EndsWith(" installed") is true))
        {
            present.Add(stanza["Package"]);
            present.UnionWith(Names(stanza.GetValueOrDefault("Provides", "").Split(',')));
            foreach (var field in new[] { "Depends", "Pre-Depends" })
            {
                if (stanza.TryGetValue(field, out var depends))
                    needs.Add((stanza["Package"], depends));
            }
        }
        foreach (var (package, depends) in needs)
        {
            foreach (var need in depends.Split(',').Where(need => need.Trim().Length > 0 && !Names(need.Split('|')).Any(present.Contains)))
                yield return Fact.Of(("name", package), ("state", $"missing {need.Trim()}"), ("wants", "install"));
        }
    }

    private static IEnumerable<string> Names(IEnumerable<string> relations) => relations.Select(relation => relation.Trim().Split(EndsOfName)[0]).Where(name => name.Length > 0);

    private static IEnumerable<Dictionary<string, string>> Stanzas(string path)
    {
        var stanza = new Dictionary<string, string>();
        foreach (var line in File.ReadLines(path).Append(""))
        {
            if (line.Length is 0)
            {
                if (stanza.ContainsKey("Package"))
                    yield return stanza;
                stanza = [];
            }
            else if (line[0] is not ' ' && line.Split(": ", 2) is [var key, var value])
            {
                stanza[key] = value;
            }
        }
    }
}
