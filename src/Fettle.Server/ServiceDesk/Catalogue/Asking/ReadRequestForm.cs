using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Catalogue.Offerings;

namespace Fettle.Server.ServiceDesk.Catalogue.Asking;

/// <summary>The form of a service that is offered to the caller.</summary>
internal sealed class ReadRequestForm(WhoSees sees) : IUseCase
{
    /// <param name="Approvals">The names of who may have to agree, in order.</param>
    /// <param name="Version">Sent back with the request, it makes sure that the form is still the same.</param>
    public sealed record Form(
        long Id, string Name, string Description, string Category, string Icon, int? ExpectedDays, decimal? Cost, string Currency, IReadOnlyList<FormField> Fields,
        IReadOnlyList<string> Approvals, long Version);

    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/portal/services/{id:long}", (long id, ReadRequestForm useCase, CancellationToken cancel) => useCase.RunAsync(id, cancel));

    /// <exception cref="NotFound">There is none, or it is not offered to the caller.</exception>
    public async Task<Form> RunAsync(long id, CancellationToken cancel)
    {
        var o = await sees.RequireOfferedAsync(id, await sees.OwnOrganisationAsync(cancel), cancel);
        var plan = o.ReadPlan();
        return new(
            o.Id, o.Name, o.Description, o.Category, o.Icon, o.ExpectedDays, o.Cost, o.Currency, plan.Fields, [.. plan.Approvals.OrderBy(a => a.Stage).Select(a => a.Name)], o.Version);
    }
}
