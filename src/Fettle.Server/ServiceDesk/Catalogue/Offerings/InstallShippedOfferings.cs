using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Catalogue.Offerings;

/// <summary>Puts the services that come with Fettle into the catalogue, where they are not there yet.</summary>
internal sealed class InstallShippedOfferings(FettleDb db, CurrentPerson me, WhoSees sees, InstallShipped install) : IUseCase
{
    /// <param name="OrganisationId">Null: for all organisations.</param>
    public sealed record Request(long? OrganisationId = null);

    public sealed record Response(int Installed);

    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/services/shipped", (Request request, InstallShippedOfferings useCase, CancellationToken cancel) => useCase.RunAsync(request, cancel));

    /// <exception cref="NotFound">The organisation is not the caller's to see.</exception>
    /// <exception cref="Forbidden">The caller does not manage the desk there; for all organisations, in all of them.</exception>
    public async Task<Response> RunAsync(Request request, CancellationToken cancel)
    {
        me.Require(Permission.ManageServiceDesk);
        sees.RequireToManage(request.OrganisationId, $"Organisation {request.OrganisationId}");
        var installed = 0;
        await db.InTransactionAsync(async () => installed = await install.RunAsync(request.OrganisationId, cancel), cancel);
        return new(installed);
    }
}
