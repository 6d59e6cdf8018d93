using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Vendors;

/// <summary>The vendors of the organisations where the caller sees tickets.</summary>
internal sealed class ListVendors(FettleDb db, CurrentPerson me, TimeProvider clock) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/vendors", (ListVendors useCase, CancellationToken cancel) => useCase.RunAsync(cancel));

    /// <exception cref="Forbidden">The caller sees tickets nowhere.</exception>
    public async Task<IReadOnlyList<VendorView>> RunAsync(CancellationToken cancel)
    {
        me.Require(Permission.ViewTickets);
        var all = await db.Vendors.AsNoTracking().OrderBy(v => v.Name).ThenBy(v => v.Id).ToListAsync(cancel);
        return [.. all.Where(v => me.May(Permission.ViewTickets, v.OrganisationId)).Select(v => VendorView.Of(v, clock.GetUtcNow()))];
    }
}
