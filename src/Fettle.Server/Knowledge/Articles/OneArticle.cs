using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Knowledge.Articles;

/// <summary>Takes one article for a change by those who write them.</summary>
internal sealed class OneArticle(FettleDb db, CurrentPerson me, ArticleSearch search)
{
    /// <exception cref="NotFound">No such article in an organisation where the caller writes articles.</exception>
    /// <exception cref="Forbidden">The caller writes, but may not do this.</exception>
    public async Task<ArticleState> ChangeAsync(long id, Permission needed, Action<Article> change, CancellationToken cancel)
    {
        me.Require(Permission.WriteArticles);
        ArticleState? state = null;
        await db.InTransactionAsync(
            async () =>
            {
                var article = await LockAsync(id, cancel);
                if (article is null || !me.May(Permission.WriteArticles, article.OrganisationId))
                    throw new NotFound($"Article {id}");
                me.Require(needed, article.OrganisationId);
                change(article);
                await SaveAsync(article, cancel);
                state = ArticleState.Of(article);
            },
            cancel);
        return state!;
    }

    public Task<Article?> LockAsync(long id, CancellationToken cancel) =>
        (db.Database.IsNpgsql() ? db.Articles.FromSql($"SELECT * FROM articles WHERE id = {id} FOR UPDATE") : db.Articles.Where(a => a.Id == id)).SingleOrDefaultAsync(cancel);

    public async Task SaveAsync(Article article, CancellationToken cancel)
    {
        await db.SaveChangesAsync(cancel);
        await search.PutAsync(article, cancel);
        db.Nudge("article", article.Id, article.OrganisationId);
    }
}

/// <param name="PublishedVersion">What readers see; null where they see nothing.</param>
internal sealed record ArticleState(long Id, long OrganisationId, string Title, ArticleStatus Status, Audience Audience, int Version, int? PublishedVersion)
{
    public static ArticleState Of(Article a) => new(a.Id, a.OrganisationId, a.Title, a.Status, a.Audience, a.Version, a.PublishedVersion);
}
