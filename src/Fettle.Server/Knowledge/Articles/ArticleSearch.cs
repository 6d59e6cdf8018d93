using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Search;
using Fettle.Server.Platform.Text;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Knowledge.Articles;

/// <summary>Makes articles found by their words: the published version for its audience, and the newest with the technicians' part for the staff.</summary>
internal sealed class ArticleSearch(FettleDb db, ISearchIndex index)
{
    public const string Kind = "article";

    private const long Published = 0;
    private const long Newest = 1;

    /// <summary>Among these, those with all the words; all of them without words. It sees the staff's part, so it is for the staff.</summary>
    public async Task<IQueryable<Article>> AmongForStaffAsync(IQueryable<Article> articles, string words, CancellationToken cancel) =>
        (await index.MatchingAsync(Kind, words, cancel)).Among(articles, a => a.Id);

    /// <summary>Keeps the documents in step with a change that was just saved.</summary>
    public async Task PutAsync(Article article, CancellationToken cancel)
    {
        await index.RemoveAsync(Kind, article.Id, cancel);
        var versions = await db.ArticleVersions.AsNoTracking()
            .Where(v => v.ArticleId == article.Id && (v.Version == article.Version || v.Version == article.PublishedVersion)).ToListAsync(cancel);
        await index.PutAsync([.. versions.SelectMany(v => Of(article, v))], cancel);
    }

    private static IEnumerable<SearchDocument> Of(Article article, ArticleVersion version)
    {
        var body = SafeMarkdown.ToPlainText(version.Body);
        var document = new SearchDocument(
            Kind, article.Id, article.OrganisationId, SearchAudience.Staff, null, version.Title, article.Status.ToString().ToLowerInvariant(), body);
        if (version.Version == article.PublishedVersion)
            yield return document with { Audience = article.Audience == Audience.Everyone ? SearchAudience.Everyone : SearchAudience.Staff, Subtitle = null, Part = Published };
        if (version.Version == article.Version)
            yield return document with { Body = $"{body}\n{SafeMarkdown.ToPlainText(version.ForTechnicians ?? "")}", Part = Newest };
    }
}
