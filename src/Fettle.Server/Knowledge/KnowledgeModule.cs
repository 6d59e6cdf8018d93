using Fettle.Server.Knowledge.Articles;
using Fettle.Server.Knowledge.Example;
using Fettle.Server.Knowledge.Finding;
using Fettle.Server.Platform.Example;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.Knowledge;

/// <summary>Articles: written in versions, published to their audience, offered to who writes a report, drafted from solved tickets.</summary>
internal static class KnowledgeModule
{
    /// <summary>What people ask for, over <c>/api</c>.</summary>
    private static readonly UseCases Cases = new UseCases()
        .With<ListArticles>()
        .With<WriteArticle>()
        .With<ReadArticle>()
        .With<ReviseArticle>()
        .With<ListVersions>()
        .With<PublishArticle>()
        .With<ArchiveArticle>()
        .With<VoteOnArticle>()
        .With<DraftArticleFromTicket>()
        .With<FindAnything>();

    public static IServiceCollection AddKnowledge(this IServiceCollection services)
    {
        services.AddScoped<OneArticle>().AddScoped<ReadableArticles>().AddScoped<ArticleSearch>();
        services.AddScoped<IArticles, OfferArticles>();
        services.AddScoped<IExample, FillArticles>();
        Cases.AddTo(services);
        return services;
    }

    public static void MapKnowledge(this RouteGroupBuilder api) => Cases.MapOn(api);
}
