using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Searching;

/// <summary>The language of the queue's search box.</summary>
internal static class SearchingPart
{
    public static readonly UseCases Cases = new UseCases()
        .With<ExplainSearch>()
        .With<SuggestNames>();

    public static void AddSearching(this IServiceCollection services)
    {
        services.AddScoped<SearchTickets>().AddScoped<SimilarNames>().AddScoped<SearchFields>();
    }
}
