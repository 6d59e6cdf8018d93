using Fettle.Server.Knowledge.Articles;
using Fettle.Server.Knowledge.Example;
using Fettle.Server.Knowledge.Finding;
using Fettle.Server.Platform.Example;

namespace Fettle.Server.Knowledge;

/// <summary>Articles: written in versions, published to their audience, offered to who writes a report, drafted from solved tickets.</summary>
internal static class KnowledgeModule
{
    public static IServiceCollection AddKnowledge(this IServiceCollection services)
    {
        services.AddScoped<OneArticle>().AddScoped<ReadableArticles>().AddScoped<ArticleSearch>();
        services.AddScoped<IArticles, OfferArticles>();
        services.AddScoped<FindAnything>().AddScoped<IExample, FillArticles>();
        services.AddScoped<ListArticles>().AddScoped<ReadArticle>().AddScoped<ListVersions>();
        services.AddScoped<WriteArticle>().AddScoped<ReviseArticle>().AddScoped<PublishArticle>().AddScoped<ArchiveArticle>();
        services.AddScoped<VoteOnArticle>().AddScoped<DraftArticleFromTicket>();
        return services;
    }

    public static void MapKnowledge(this RouteGroupBuilder api)
    {
        ListArticles.Map(api);
        WriteArticle.Map(api);
        ReadArticle.Map(api);
        ReviseArticle.Map(api);
        ListVersions.Map(api);
        PublishArticle.Map(api);
        ArchiveArticle.Map(api);
        VoteOnArticle.Map(api);
        DraftArticleFromTicket.Map(api);
        FindAnything.Map(api);
    }
}
