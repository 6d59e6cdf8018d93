using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Catalogue.Offerings;
using Fettle.Server.ServiceDesk.Tickets;

namespace Fettle.Server.ServiceDesk.Catalogue.Asking;

/// <summary>Finds people of the caller's own organisation by a part of their name, for a form that asks for one. Nothing but their names is told.</summary>
internal sealed class FindColleague(WhoSees sees, IPeople people) : IUseCase
{
    private const int Most = 20;
    private const int Shortest = 2;

    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/portal/colleagues", (string? q, FindColleague useCase, CancellationToken cancel) => useCase.RunAsync(q, cancel));

    /// <param name="q">A part of a name, at least two characters; with less nobody is found.</param>
    /// <exception cref="Forbidden">The caller has no portal.</exception>
    public async Task<IReadOnlyList<PersonRef>> RunAsync(string? q, CancellationToken cancel)
    {
        var organisation = await sees.OwnOrganisationAsync(cancel);
        return q?.Trim() is { Length: >= Shortest and <= 100 } part ? [.. (await people.FindAsync(organisation, part, Most, cancel)).Select(p => new PersonRef(p.Id, p.Name))] : [];
    }
}
