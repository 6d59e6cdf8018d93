using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Catalogue.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Catalogue.Offerings;

/// <summary>A service with its form, who is asked, and its tasks, as it is written.</summary>
internal sealed class ReadOffering(FettleDb db, CurrentPerson me, WhoSees sees, WebhookSignature signature) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapGet(
        "/services/{id:long}", (long id, ReadOffering useCase, CancellationToken cancel) => useCase.RunAsync(id, cancel));

    /// <exception cref="NotFound">No such service, or not one that the caller may see.</exception>
    public async Task<OfferingView> RunAsync(long id, CancellationToken cancel)
    {
        me.Require(Permission.ViewTickets);
        var offering = await db.Offerings.AsNoTracking().SingleOrDefaultAsync(o => o.Id == id, cancel);
        if (offering is null || !sees.MaySee(offering))
            throw WhoSees.Missing(id);
        return OfferingView.Of(offering, sees.MayManage(offering.OrganisationId), signature.KeyOf(id));
    }
}
