namespace Fettle.Server.Platform.Search;

/// <summary>How near a name is to what somebody typed who may have mistyped it. Both are taken folded (<see cref="Words"/>).</summary>
internal static class Similarity
{
    /// <summary>How many names that share something with what was typed are compared.</summary>
    public const int Candidates = 100;

    /// <summary>One letter wrong in four.</summary>
    private const double Enough = 0.7;

    private const int MostTrigrams = 60;

    /// <summary>Three letters in a row of what was typed, and of what it would be with two neighbours changed about: a name that is meant has one of them.</summary>
    public static IReadOnlyList<string> Trigrams(string typed) =>
        [.. Words.Of(typed).Take(4).SelectMany(word => Swapped(word).Prepend(word)).SelectMany(Trigrams3).Distinct().Take(MostTrigrams)];

    /// <summary>The names that are near enough, the nearest first.</summary>
    public static IReadOnlyList<SearchHit> Nearest(string typed, IEnumerable<SearchHit> candidates)
    {
        var words = Words.Of(typed).Take(4).ToList();
        var near = candidates.Select(hit => (Hit: hit, Near: Of(words, [.. Words.Of(hit.Title)]))).Where(c => c.Near >= Enough).OrderByDescending(c => c.Near).ToList();
        // Who is clearly farther than the nearest is not meant.
        return [.. near.Where(c => c.Near >= near[0].Near - 0.1).Select(c => c.Hit)];
    }

    private static double Of(List<string> typed, List<string> name) =>
        typed.Count == 0 || name.Count == 0 ? 0 : typed.Average(word => name.Max(part => Math.Max(Near(word, part), part.Length > word.Length && word.Length > 3 ? Near(word, part[..word.Length]) : 0)));

    private static double Near(string word, string part) => 1 - ((double)EditDistance.Of(word, part) / Math.Max(word.Length, part.Length));

    private static IEnumerable<string> Swapped(string word) =>
        Enumerable.Range(0, Math.Max(0, Math.Min(word.Length, 12) - 1)).Select(i => $"{word[..i]}{word[i + 1]}{word[i]}{word[(i + 2)..]}");

    private static IEnumerable<string> Trigrams3(string word) => Enumerable.Range(0, Math.Max(0, word.Length - 2)).Select(i => word.Substring(i, 3));
}
