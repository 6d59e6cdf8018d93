using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Paging;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Search;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Knowledge.Articles;

/// <summary>The articles that the caller may read, the latest first.</summary>
internal sealed class ListArticles(ReadableArticles readable, ArticleSearch search, ISearchIndex index, CurrentPerson me, FettleDb db) : IUseCase
{
    /// <param name="Title">What the caller reads: the newest for who works there, the published for others.</param>
    /// <param name="Changed">There is a newer version than the published one.</param>
    public sealed record Item(
        long Id, long OrganisationId, string Title, ArticleStatus Status, Audience Audience, int Version, bool Changed, int Helpful, int NotHelpful, DateTimeOffset UpdatedAt);

    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/articles",
        (string? q, Named<ArticleStatus>? status, long? organisationId, string? cursor, int? limit, ListArticles useCase, CancellationToken cancel) =>
            useCase.RunAsync(q, status?.Value, organisationId, cursor, limit, cancel));

    /// <exception cref="Forbidden">The caller has not even a portal.</exception>
    public async Task<Page<Item>> RunAsync(string? q, ArticleStatus? status, long? organisationId, string? cursor, int? limit, CancellationToken cancel)
    {
        var (size, articles, versions) = (Cursor.Limit(limit), readable.All().AsNoTracking(), db.ArticleVersions);
        if (status is { } one)
            articles = articles.Where(a => a.Status == one);
        if (organisationId is { } organisation)
            articles = articles.Where(a => a.OrganisationId == organisation);
        if (!string.IsNullOrWhiteSpace(q))
            articles = await AmongAsync(articles, q, cancel);
        if (Cursor.Read(cursor) is { } after)
        {
            var at = new DateTimeOffset(long.TryParse(after.Key, out var ticks) ? ticks : throw new Invalid("cursor", "belongs to another list"), TimeSpan.Zero);
            articles = articles.Where(a => a.UpdatedAt <= at && (a.UpdatedAt < at || a.Id < after.Id));
        }
        var rows = await articles.OrderByDescending(a => a.UpdatedAt).ThenByDescending(a => a.Id).Take(size + 1).Select(a => new
        {
            a.Id,
            a.OrganisationId,
            a.Title,
            a.Status,
            a.Audience,
            a.Version,
            a.PublishedVersion,
            a.Helpful,
            a.NotHelpful,
            a.UpdatedAt,
            PublishedTitle = versions.Where(v => v.ArticleId == a.Id && v.Version == a.PublishedVersion).Select(v => v.Title).FirstOrDefault(),
        }).ToListAsync(cancel);
        return Cursor.Page(rows, size, r => new Cursor($"{r.UpdatedAt.UtcTicks}", r.Id), r => new Item(
            r.Id, r.OrganisationId, readable.ReadsAll(r.OrganisationId) ? r.Title : r.PublishedTitle ?? r.Title, r.Status, r.Audience, r.Version,
            r.Status == ArticleStatus.Published && r.Version != r.PublishedVersion, r.Helpful, r.NotHelpful, r.UpdatedAt));
    }

    private async Task<IQueryable<Article>> AmongAsync(IQueryable<Article> articles, string words, CancellationToken cancel)
    {
        if (me.May(Permission.ViewTickets))
            return await search.AmongForStaffAsync(articles, words, cancel);
        var hits = await index.FindAsync(new(words, [new(ArticleSearch.Kind, StaffIn: [])], me.Id, Limit: 50), cancel);
        var ids = hits.Select(h => h.Id).ToList();
        return articles.Where(a => ids.Contains(a.Id));
    }
}
