namespace Fettle.Agent.Commands;

/// <summary>Names that somebody may have meant.</summary>
internal static class NearNames
{
    /// <returns>At most five, the nearest first: those that share a part of the name, or differ by a few letters.</returns>
    public static IReadOnlyList<string> Of(string meant, IEnumerable<string> known)
    {
        var parts = Parts(meant);
        return [.. known.Select(name => (name, Score: Parts(name).Count(parts.Contains) * 3 - Distance(meant, name) + (name.Contains(meant) || meant.Contains(name) ? 6 : 0), Distance: Distance(meant, name)))
            .Where(near => near.Distance <= 3 || Parts(near.name).Any(parts.Contains) || near.name.Contains(meant))
            .OrderByDescending(near => near.Score).Take(5).Select(near => near.name)];
    }

    private static HashSet<string> Parts(string name) => [.. name.ToLowerInvariant().Split('.', '-', '_', ' ', '/')];

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }
        return row[^1];
    }
}
