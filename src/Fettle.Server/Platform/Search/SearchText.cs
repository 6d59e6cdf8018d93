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

    /// <summary>The words to look for: letters and digits only, whatever was typed.</summary>
    public static string[] WordsToFind(string text) => [.. Words.Of(text).Take(MostWords)];

    /// <summary>Without the one character that PostgreSQL cannot store, should a device or a mail have sent it.</summary>
    public static SearchDocument Storable(SearchDocument document) =>
        document with { Title = document.Title.Replace("\0", ""), Subtitle = document.Subtitle?.Replace("\0", "") };

    /// <summary>For parts of words in titles: at least three characters, as trigrams have.</summary>
    public static string? Substring(string[] words) => string.Join(' ', words) is { Length: >= 3 } text ? text : null;
}
