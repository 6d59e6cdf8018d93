using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Catalogue.Offerings;

namespace Fettle.Server.ServiceDesk.Catalogue.Asking;

/// <summary>What the caller can ask for.</summary>
internal sealed class ListOffered(WhoSees sees) : IUseCase
{
    /// <param name="ExpectedDays">How many working days it usually takes; null: nothing is said.</param>
    /// <param name="Cost">What it costs before the answers add to it.</param>
    public sealed record Offered(long Id, string Name, string Description, string Category, string Icon, int? ExpectedDays, decimal? Cost, string Currency);

    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/portal/services", (ListOffered useCase, CancellationToken cancel) => useCase.RunAsync(cancel));

    /// <exception cref="Forbidden">The caller has no portal.</exception>
    public async Task<IReadOnlyList<Offered>> RunAsync(CancellationToken cancel)
    {
        var organisation = await sees.OwnOrganisationAsync(cancel);
        return [.. (await sees.OfferedAsync(organisation, cancel)).Select(o => new Offered(o.Id, o.Name, o.Description, o.Category, o.Icon, o.ExpectedDays, o.Cost, o.Currency))];
    }
}
