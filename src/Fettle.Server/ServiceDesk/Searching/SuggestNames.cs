using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Search;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Searching;

/// <summary>Names of people or devices that fit what is typed, or nearly do.</summary>
internal sealed class SuggestNames(CurrentPerson me, ISearchIndex index) : IUseCase
{
    private const int Most = 8;

    public enum Of
    {
        Person,
        Device,
    }

    public sealed record Item(long Id, string Name);

    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/tickets/search/names",
        (Named<Of>? of, string? text, SuggestNames useCase, CancellationToken cancel) => useCase.RunAsync(of?.Value ?? Of.Person, text ?? "", cancel));

    /// <exception cref="Forbidden">The caller sees tickets nowhere.</exception>
    public async Task<IReadOnlyList<Item>> RunAsync(Of of, string text, CancellationToken cancel)
    {
        me.Require(Permission.ViewTickets);
        var kind = of == Of.Device ? "device" : "person";
        var areas = new SearchArea(kind, me.OrganisationsWith(Permission.ViewTickets));
        var hits = await index.FindAsync(new(text, [areas], me.Id, Most), cancel);
        if (hits.Count == 0)
            hits = await index.SimilarAsync(kind, text, cancel);
        return [.. hits.Take(Most).Select(h => new Item(h.Id, h.Title))];
    }
}
