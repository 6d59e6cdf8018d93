using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Recurring;

/// <summary>Changes when tickets are made; from now on, and not for what is past.</summary>
internal sealed class ChangeRecurring(FettleDb db, OneRecurring one) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/recurring-tickets/{recurringId:long}",
        (long recurringId, RecurringRequest request, ChangeRecurring useCase, CancellationToken cancel) => useCase.RunAsync(recurringId, request, cancel));

    /// <exception cref="NotFound">None such in an organisation whose desk the caller manages, or no such template.</exception>
    /// <exception cref="Invalid">The rule makes no sense, or names a template, zone or calendar that is not there.</exception>
    public async Task<RecurringView> RunAsync(long recurringId, RecurringRequest request, CancellationToken cancel)
    {
        var recurring = await one.RequireAsync(recurringId, cancel);
        var template = await one.TemplateAsync(request.TemplateId, cancel);
        if (template.OrganisationId != recurring.OrganisationId)
            throw new Invalid("templateId", "is no template of this organisation");
        await one.SetAsync(recurring, request, cancel);
        await db.SaveChangesAsync(cancel);
        return RecurringView.Of(recurring, template.Name, last: null);
    }
}
