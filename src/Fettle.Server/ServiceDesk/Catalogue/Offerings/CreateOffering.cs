using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Catalogue.Tasks;

namespace Fettle.Server.ServiceDesk.Catalogue.Offerings;

/// <summary>Puts a service into the catalogue.</summary>
internal sealed class CreateOffering(FettleDb db, CheckOffering check, WebhookSignature signature) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/services", (OfferingDraft request, CreateOffering useCase, CancellationToken cancel) => useCase.RunAsync(request, cancel));

    /// <exception cref="NotFound">The organisation is not the caller's to see.</exception>
    /// <exception cref="Forbidden">The caller does not manage the desk there, or may not run commands and has some in it.</exception>
    /// <exception cref="Invalid">A field is none; tasks that wait for each other in a circle are named.</exception>
    public async Task<OfferingView> RunAsync(OfferingDraft request, CancellationToken cancel)
    {
        var offering = new Offering(request.OrganisationId, shipped: null);
        offering.Become(await check.RunAsync(request, cancel));
        db.Add(offering);
        await db.SaveChangesAsync(cancel);
        return OfferingView.Of(offering, mayChange: true, signature.KeyOf(offering.Id));
    }
}
