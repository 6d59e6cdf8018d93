using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Search;
using Fettle.Server.Platform.Text;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Knowledge.Articles;

/// <summary>
/// Offers what fits a sentence that somebody is writing. A sentence has words that no article has, so an article need not have all: each word that it has
/// counts, the more the fewer articles have it, and twice in the title.
/// </summary>
internal sealed class OfferArticles(FettleDb db, ISearchIndex index) : IArticles
{
    private const int Most = 5;
    private const int MostWords = 12;
    private const int HitsOfWord = 50;

    /// <summary>One common word in the text alone is no reason to offer an article.</summary>
    private const double LeastScore = 1.2;

    /// <summary>Words that say nothing about what is wrong, in English and German.</summary>
    private static readonly HashSet<string> Empty =
    [
        .. ("a an and are as at be been but by can cannot could day did do does for from get got had has have he hello hi how i if in into is it its just me my no not now of "
            + "on or our out please she since so some still than thank thanks that the their them then there they this to today too up us very was we were what when where which "
            + "who why will with would you your am any all also after again before yesterday morning computer pc laptop "
            + "aber alle als am an auch auf aus bei bin bitte da das dass dem den der des die dies doch ein eine einen er es für fur habe haben hallo heute ich ihr im in ist ja "
            + "kann kein keine man mehr mein meine mich mir mit nach nicht noch nun nur oder schon sehr seit sich sie sind so und uns vom von vor war was wenn wer wie wir wird zu zum zur rechner")
            .Split(' '),
    ];

    public async Task<IReadOnlyList<OfferedArticle>> OfferAsync(long organisationId, string text, CancellationToken cancel)
    {
        var scores = new Dictionary<long, double>();
        foreach (var word in Telling(text))
        {
            // As nobody's staff: what is for everyone is all that is found.
            var hits = await index.FindAsync(new(word, [new(ArticleSearch.Kind, StaffIn: [])], PersonId: null, HitsOfWord, organisationId), cancel);
            var rare = Math.Log(1 + (HitsOfWord / (double)Math.Max(hits.Count, 1)));
            foreach (var hit in hits)
            {
                var inTitle = Words.Of(hit.Title).Any(w => w.StartsWith(word, StringComparison.Ordinal));
                scores[hit.Id] = scores.GetValueOrDefault(hit.Id) + (rare * (inTitle ? 2 : 1));
            }
        }

        var best = scores.Where(s => s.Value >= LeastScore).OrderByDescending(s => s.Value).ThenByDescending(s => s.Key).Take(4 * Most).Select(s => s.Key).ToList();
        var articles = await (
            from a in db.Articles
            where best.Contains(a.Id) && a.OrganisationId == organisationId && a.Audience == Audience.Everyone
            join v in db.ArticleVersions on new { Id = a.Id, Version = a.PublishedVersion } equals new { Id = v.ArticleId, Version = (int?)v.Version }
            select new { a.Id, v.Title, v.Body }).ToListAsync(cancel);
        return [.. articles.OrderBy(a => best.IndexOf(a.Id)).Take(Most).Select(a => new OfferedArticle(a.Id, a.Title, FirstLines(a.Body)))];
    }

    /// <summary>The words that say something, without the endings that keep "printers" from finding "printer"; the search completes beginnings.</summary>
    private static IEnumerable<string> Telling(string text) =>
        Words.Of(text.Length > 2000 ? text[..2000] : text).Where(w => w.Length > 2 && !Empty.Contains(w)).Select(Stem).Distinct().Take(MostWords);

    private static string Stem(string word) =>
        word.Length > 6 && word.EndsWith("ing", StringComparison.Ordinal) ? word[..^3]
        : word.Length > 5 && word.EndsWith("ed", StringComparison.Ordinal) ? word[..^2]
        : word.Length > 4 && word[^1] == 's' && word[^2] != 's' ? word[..^1]
        : word;

    private static string FirstLines(string markdown)
    {
        const int Longest = 200;
        var lines = SafeMarkdown.ToPlainText(markdown).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var text = string.Join(' ', lines.Take(4));
        return text.Length <= Longest ? text : $"{text[..Longest].TrimEnd()}…";
    }
}
