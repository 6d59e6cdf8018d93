using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.Knowledge.Articles;

/// <summary>Begins an article, as a draft.</summary>
internal sealed class WriteArticle(FettleDb db, CurrentPerson me, IPeople people, OneArticle one, TimeProvider clock) : IUseCase
{
    /// <param name="OrganisationId">Left out: the caller's own.</param>
    /// <param name="ForTechnicians">What only those see who work tickets.</param>
    public sealed record Request(string Title, string Body, string? ForTechnicians = null, Audience Audience = Audience.Everyone, long? OrganisationId = null);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/articles", (Request request, WriteArticle useCase, CancellationToken cancel) => useCase.RunAsync(request, cancel));

    /// <exception cref="NotFound">The organisation is not one where the caller writes articles.</exception>
    /// <exception cref="Invalid">Title or text is missing or too long.</exception>
    public async Task<ArticleState> RunAsync(Request request, CancellationToken cancel)
    {
        me.Require(Permission.WriteArticles);
        var organisation = request.OrganisationId ?? (await people.NamesAsync([me.Id], cancel)).GetValueOrDefault(me.Id)?.OrganisationId
            ?? throw new Invalid("organisationId", "is missing");
        if (!me.May(Permission.WriteArticles, organisation))
            throw new NotFound($"Organisation {organisation}");

        var article = Article.Write(
            organisation, Demand.Known(request.Audience, "audience"), TextOf(request.Title, request.Body, request.ForTechnicians), me.Id, clock.GetUtcNow());
        db.Add(article);
        await db.InTransactionAsync(() => one.SaveAsync(article, cancel), cancel);
        return ArticleState.Of(article);
    }

    public static ArticleText TextOf(string title, string body, string? forTechnicians) => new(
        Demand.Text(title, "title", Article.LongestTitle),
        Demand.Text(body, "body", Article.LongestBody, severalLines: true),
        Demand.OptionalText(forTechnicians, "forTechnicians", Article.LongestBody, severalLines: true));
}
