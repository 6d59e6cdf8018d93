using Fettle.Server.Knowledge;
using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Portal;

/// <summary>Articles that fit what a requester is writing, while they write.</summary>
internal sealed class SuggestArticles(CurrentPerson me, IPeople people, IArticles articles) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/portal/suggestions", (string? text, SuggestArticles useCase, CancellationToken cancel) => useCase.RunAsync(text, cancel));

    /// <exception cref="Forbidden">The caller has no portal.</exception>
    public async Task<IReadOnlyList<OfferedArticle>> RunAsync(string? text, CancellationToken cancel)
    {
        me.Require(Permission.UsePortal);
        if (string.IsNullOrWhiteSpace(text))
            return [];
        var organisation = (await people.NamesAsync([me.Id], cancel)).GetValueOrDefault(me.Id)?.OrganisationId ?? throw new NotFound("Your organisation");
        return await articles.OfferAsync(organisation, text, cancel);
    }
}
