using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Knowledge.Articles;

/// <summary>Who wrote which version of an article and when, the newest first.</summary>
internal sealed class ListVersions(FettleDb db, CurrentPerson me, IPeople people) : IUseCase
{
    public sealed record Item(int Version, string Title, long AuthorId, string? Author, DateTimeOffset At, bool Published);

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/articles/{id:long}/versions", (long id, ListVersions useCase, CancellationToken cancel) => useCase.RunAsync(id, cancel));

    /// <exception cref="NotFound">No such article in an organisation where the caller sees more than what is published.</exception>
    public async Task<IReadOnlyList<Item>> RunAsync(long id, CancellationToken cancel)
    {
        me.Require(Permission.ViewTickets);
        var article = await db.Articles.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancel);
        if (article is null || !me.May(Permission.ViewTickets, article.OrganisationId))
            throw new NotFound($"Article {id}");
        var versions = await db.ArticleVersions.Where(v => v.ArticleId == id).OrderByDescending(v => v.Version).Take(200)
            .Select(v => new { v.Version, v.Title, v.AuthorId, v.At }).ToListAsync(cancel);
        var names = await people.NamesAsync(versions.Select(v => v.AuthorId).Distinct(), cancel);
        return [.. versions.Select(v => new Item(v.Version, v.Title, v.AuthorId, names.GetValueOrDefault(v.AuthorId)?.Name, v.At, v.Version == article.PublishedVersion))];
    }
}
