using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Vendors;

/// <summary>Changes what is known of a vendor; conversations that were begun keep their address.</summary>
internal sealed class ChangeVendor(FettleDb db, OneVendor one, TimeProvider clock) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/vendors/{vendorId:long}", (long vendorId, VendorRequest request, ChangeVendor useCase, CancellationToken cancel) => useCase.RunAsync(vendorId, request, cancel));

    /// <exception cref="NotFound">No such vendor in an organisation whose desk the caller manages.</exception>
    /// <exception cref="Invalid">A field cannot be taken as it is.</exception>
    /// <exception cref="Conflict">There is a vendor of this name.</exception>
    public async Task<VendorView> RunAsync(long vendorId, VendorRequest request, CancellationToken cancel)
    {
        var vendor = await one.RequireAsync(vendorId, cancel);
        await one.SetAsync(vendor, request, cancel);
        await db.SaveChangesAsync(cancel);
        return VendorView.Of(vendor, clock.GetUtcNow());
    }
}
