using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.Knowledge.Articles;

/// <summary>Writes the next version of an article; its readers see it once it is published.</summary>
internal sealed class ReviseArticle(CurrentPerson me, OneArticle one, TimeProvider clock) : IUseCase
{
    /// <param name="Version">The version that the caller began from.</param>
    public sealed record Request(string Title, string Body, string? ForTechnicians = null, Audience Audience = Audience.Everyone, int? Version = null);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPut("/articles/{id:long}", (long id, Request request, ReviseArticle useCase, CancellationToken cancel) => useCase.RunAsync(id, request, cancel));

    /// <exception cref="NotFound">No such article in an organisation where the caller writes articles.</exception>
    /// <exception cref="Conflict">Somebody else wrote a version in the meantime.</exception>
    public Task<ArticleState> RunAsync(long id, Request request, CancellationToken cancel)
    {
        var text = WriteArticle.TextOf(request.Title, request.Body, request.ForTechnicians);
        var audience = Demand.Known(request.Audience, "audience");
        return one.ChangeAsync(
            id,
            Permission.WriteArticles,
            article =>
            {
                if (request.Version is { } from && from != article.Version)
                    throw new Conflict($"Somebody else wrote version {article.Version} of this article in the meantime. Look at it, then write yours again.");
                // Who may not publish does not change who sees what is published.
                if (article.PublishedVersion is not null && audience != article.Audience)
                    me.Require(Permission.PublishArticles, article.OrganisationId);
                article.Revise(text, audience, me.Id, clock.GetUtcNow());
            },
            cancel);
    }
}
