using Fettle.Server.Platform.Persistence;

namespace Fettle.Server.Platform.Search;

/// <summary>The limits that hold on both databases.</summary>
internal static class SearchText
{
    public const int LongestTitle = 500;
    public const int LongestBody = 50_000;
    public const int MostHits = 50;

    /// <summary>How many of the latest documents that fit are ranked; a word that is in every ticket must not cost more than that.</summary>
    public const int Candidates = 150;

    /// <summary>From here on matches are many (<see cref="SearchMatches.Many"/>).</summary>
    public const int Many = 2000;

    private const int MostWords = 8;

    /// <summary>The words to look for: letters and digits only, whatever was typed.</summary>
    public static string[] WordsToFind(string text) => [.. Words.Of(text).Take(MostWords)];

    /// <summary>
    /// The best first: the words in the title, then whole words before beginnings of others, then the latest. How rare a word is does not matter, since
    /// every hit has all of them; and it would have to be counted over everything.
    /// </summary>
    public static IEnumerable<SearchHit> Ranked(string kind, string[] words, IEnumerable<FoundDocument> found, int limit) =>
        found.GroupBy(d => d.Id).Select(parts => parts.MaxBy(d => (d.InTitle, d.Latest))!)
            .OrderByDescending(d => d.InTitle).ThenByDescending(d => WholeWords(words, d)).ThenByDescending(d => d.Latest)
            .Take(limit).Select(d => new SearchHit(kind, d.Id, d.Title, d.Subtitle));

    private static int WholeWords(string[] words, FoundDocument document)
    {
        var whole = Words.Of(document.InTitle ? document.Title : document.Subtitle ?? "").ToHashSet(StringComparer.Ordinal);
        return words.Count(whole.Contains);
    }

    /// <summary>The organisations to look in, where not all: 0 stands for what is without one, and is everybody's.</summary>
    public static IEnumerable<long>? OrganisationsWithin(OrganisationScope scope, long? asked) => (scope.Everything, asked) switch
    {
        (true, null) => null,
        (_, { } one) => scope.Includes(one) ? [0, one] : [0],
        _ => scope.Organisations.Prepend(0),
    };

    /// <summary>Without what cannot be kept, should a device or a mail have sent it.</summary>
    public static SearchDocument Storable(SearchDocument document) =>
        document with { Title = StorableText.Of(document.Title), Subtitle = document.Subtitle is { } subtitle ? StorableText.Of(subtitle) : null };

    /// <summary>For parts of words in titles: at least three characters, as trigrams have.</summary>
    public static string? Substring(string[] words) => string.Join(' ', words) is { Length: >= 3 } text ? text : null;
}

/// <param name="Latest">Grows with every document that is put.</param>
internal sealed record FoundDocument(long Id, string Title, string? Subtitle, bool InTitle, long Latest);
