using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.Knowledge.Articles;

/// <summary>Shows the newest version of an article to its readers.</summary>
internal sealed class PublishArticle(OneArticle one, TimeProvider clock) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/articles/{id:long}/publish", (long id, PublishArticle useCase, CancellationToken cancel) => useCase.RunAsync(id, cancel));

    /// <exception cref="NotFound">No such article in an organisation where the caller writes articles.</exception>
    /// <exception cref="Forbidden">The caller does not publish articles.</exception>
    /// <exception cref="Conflict">The newest version is published.</exception>
    public Task<ArticleState> RunAsync(long id, CancellationToken cancel) =>
        one.ChangeAsync(id, Permission.PublishArticles, article => article.Publish(clock.GetUtcNow()), cancel);
}
