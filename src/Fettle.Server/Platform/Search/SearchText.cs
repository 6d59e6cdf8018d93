using Fettle.Server.Platform.Persistence;

namespace Fettle.Server.Platform.Search;

/// <summary>The limits that hold on both databases.</summary>
internal static class SearchText
{
    public const int LongestTitle = 500;
    public const int LongestBody = 50_000;
    public const int MostHits = 50;

    /// <summary>How many of the latest documents that fit are ranked; a word that is in every ticket must not cost more than that.</summary>
    public const int Candidates = 300;

    private const int MostWords = 8;
    private const int MostWordsOfSentence = 24;

    /// <summary>The words to look for: letters and digits only, whatever was typed.</summary>
    public static string[] WordsToFind(string text) => [.. Words.Of(text).Take(MostWords)];

    public static string[] WordsToFind(SearchQuery query) =>
        query.AnyWord ? [.. Words.Of(query.Text).Where(w => w.Length > 2).Distinct().Take(MostWordsOfSentence)] : WordsToFind(query.Text);

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
