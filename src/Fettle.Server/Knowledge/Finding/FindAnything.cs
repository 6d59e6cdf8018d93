using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Search;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.Knowledge.Finding;

/// <summary>The command palette: tickets, devices, people and articles by the words that are typed, each only to those who may see it.</summary>
internal sealed class FindAnything(CurrentPerson me, ISearchIndex index) : IUseCase
{
    private const int OfEachKind = 6;

    /// <summary>What is searched, in the order shown, and what somebody needs in an organisation to see its rows.</summary>
    private static readonly (string Kind, Permission Staff)[] Areas =
    [
        ("ticket", Permission.ViewTickets), ("device", Permission.ViewDevices), ("person", Permission.ViewPeople), ("article", Permission.ViewTickets),
    ];

    /// <param name="Kind"><c>ticket</c> (whose id is its number), <c>device</c>, <c>person</c> or <c>article</c>.</param>
    public sealed record Hit(string Kind, long Id, string Title, string? Subtitle);

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/search", (string? q, FindAnything useCase, CancellationToken cancel) => useCase.RunAsync(q, cancel));

    /// <exception cref="Forbidden">The caller has not even a portal, nor audits.</exception>
    public async Task<IReadOnlyList<Hit>> RunAsync(string? q, CancellationToken cancel)
    {
        if (!me.May(Permission.ViewTickets))
            me.Require(Permission.UsePortal);
        if (string.IsNullOrWhiteSpace(q))
            return [];
        var areas = Areas.Select(a => new SearchArea(a.Kind, me.OrganisationsWith(a.Staff))).ToList();
        var hits = await index.FindAsync(new(q.Length > 200 ? q[..200] : q, areas, me.Id, OfEachKind), cancel);
        return [.. hits.Select(h => new Hit(h.Kind, h.Id, h.Title, h.Subtitle))];
    }
}
