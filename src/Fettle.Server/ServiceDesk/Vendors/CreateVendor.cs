using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Vendors;

/// <summary>Puts a vendor into an organisation's book.</summary>
internal sealed class CreateVendor(FettleDb db, CurrentPerson me, OrganisationScope scope, OneVendor one, TimeProvider clock) : IUseCase
{
    public sealed record Request(long OrganisationId, VendorRequest Vendor);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/vendors", (Request request, CreateVendor useCase, CancellationToken cancel) => useCase.RunAsync(request, cancel));

    /// <exception cref="NotFound">No such organisation whose desk the caller manages.</exception>
    /// <exception cref="Invalid">A field cannot be taken as it is.</exception>
    /// <exception cref="Conflict">There is a vendor of this name.</exception>
    public async Task<VendorView> RunAsync(Request request, CancellationToken cancel)
    {
        me.Require(Permission.ManageServiceDesk);
        if (!scope.Includes(request.OrganisationId) || !me.May(Permission.ManageServiceDesk, request.OrganisationId))
            throw new NotFound($"Organisation {request.OrganisationId}");
        var vendor = new Vendor(request.OrganisationId);
        await one.SetAsync(vendor, request.Vendor, cancel);
        db.Add(vendor);
        await db.SaveChangesAsync(cancel);
        return VendorView.Of(vendor, clock.GetUtcNow());
    }
}
