using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Catalogue.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Catalogue.Offerings;

/// <summary>Changes a service, or takes it out of the catalogue. Requests that were made go on under the plan that they were made under.</summary>
internal sealed class ChangeOffering(FettleDb db, CurrentPerson me, WhoSees sees, CheckOffering check, WebhookSignature signature) : IUseCase
{
    /// <param name="Version">What the caller saw; null: whatever is there.</param>
    public sealed record Request(OfferingDraft Service, long? Version = null);

    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/services/{id:long}", (long id, Request request, ChangeOffering useCase, CancellationToken cancel) => useCase.RunAsync(id, request, cancel));

    /// <exception cref="NotFound">No such service, or not one that the caller may see.</exception>
    /// <exception cref="Forbidden">The caller does not manage the desk there, or may not run commands and has some in it.</exception>
    /// <exception cref="Conflict">Somebody changed it in the meantime.</exception>
    /// <exception cref="Invalid">A field is none, or the organisation is another one.</exception>
    public async Task<OfferingView> RunAsync(long id, Request request, CancellationToken cancel)
    {
        me.Require(Permission.ManageServiceDesk);
        OfferingView? view = null;
        await db.InTransactionAsync(
            async () =>
            {
                var found = db.Database.IsNpgsql() ? db.Offerings.FromSql($"SELECT * FROM catalogue_services WHERE id = {id} FOR UPDATE") : db.Offerings.Where(o => o.Id == id);
                var offering = await found.SingleOrDefaultAsync(cancel);
                if (offering is null || !sees.MaySee(offering))
                    throw WhoSees.Missing(id);
                sees.RequireToManage(offering.OrganisationId, $"Service {id}");
                if (request.Version is { } seen && seen != offering.Version)
                    throw new Conflict("Somebody else changed this service in the meantime. Look at it as it is now, then change it again.");
                if (request.Service.OrganisationId != offering.OrganisationId)
                    throw new Invalid("organisationId", "cannot be changed; make another service for the other organisation");
                offering.Become(await check.RunAsync(request.Service, cancel));
                await db.SaveChangesAsync(cancel);
                view = OfferingView.Of(offering, mayChange: true, signature.KeyOf(id));
            },
            cancel);
        return view!;
    }
}
