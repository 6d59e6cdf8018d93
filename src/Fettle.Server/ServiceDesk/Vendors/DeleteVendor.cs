using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.ServiceDesk.Vendors;

/// <summary>Takes a vendor out of the book; what was written with them stays.</summary>
internal sealed class DeleteVendor(FettleDb db, OneVendor one) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapDelete("/vendors/{vendorId:long}", (long vendorId, DeleteVendor useCase, CancellationToken cancel) => useCase.RunAsync(vendorId, cancel));

    /// <exception cref="NotFound">No such vendor in an organisation whose desk the caller manages.</exception>
    public async Task<NoContent> RunAsync(long vendorId, CancellationToken cancel)
    {
        db.Remove(await one.RequireAsync(vendorId, cancel));
        await db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }
}
