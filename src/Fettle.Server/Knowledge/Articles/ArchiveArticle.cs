using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.Knowledge.Articles;

/// <summary>Takes an article away from its readers; it is kept, and a new version brings it back as a draft.</summary>
internal sealed class ArchiveArticle(OneArticle one, TimeProvider clock) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/articles/{id:long}/archive", (long id, ArchiveArticle useCase, CancellationToken cancel) => useCase.RunAsync(id, cancel));

    /// <exception cref="NotFound">No such article in an organisation where the caller writes articles.</exception>
    /// <exception cref="Forbidden">The caller does not publish articles.</exception>
    /// <exception cref="Conflict">It is in the archive.</exception>
    public Task<ArticleState> RunAsync(long id, CancellationToken cancel) =>
        one.ChangeAsync(id, Permission.PublishArticles, article => article.Archive(clock.GetUtcNow()), cancel);
}
