using Fettle.Server.Devices;
using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Catalogue.Offerings;

namespace Fettle.Server.ServiceDesk.Catalogue.Asking;

/// <summary>Finds devices of the caller's own organisation by a part of their name, for a form that asks for one; without a part, the one that they work at.</summary>
internal sealed class FindOwnDevice(CurrentPerson me, WhoSees sees, IDevices devices) : IUseCase
{
    private const int Most = 20;
    private const int Shortest = 2;

    public sealed record Found(long Id, string Name, bool Workplace);

    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/portal/devices", (string? q, FindOwnDevice useCase, CancellationToken cancel) => useCase.RunAsync(q, cancel));

    /// <param name="q">A part of a name, at least two characters.</param>
    /// <exception cref="Forbidden">The caller has no portal.</exception>
    public async Task<IReadOnlyList<Found>> RunAsync(string? q, CancellationToken cancel)
    {
        var organisation = await sees.OwnOrganisationAsync(cancel);
        var workplace = await devices.WorkplaceOfAsync(me.Id, cancel);
        if (q?.Trim() is not { Length: >= Shortest and <= 100 } part)
            return workplace?.OrganisationId == organisation ? [new(workplace.Id, workplace.Name, true)] : [];
        return [.. (await devices.FindAsync(organisation, part, Most, cancel)).Select(d => new Found(d.Id, d.Name, d.Id == workplace?.Id))];
    }
}
