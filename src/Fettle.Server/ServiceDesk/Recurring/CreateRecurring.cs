using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Recurring;

/// <summary>Lets tickets be made from a template again and again, from now on.</summary>
internal sealed class CreateRecurring(FettleDb db, OneRecurring one) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/recurring-tickets", (RecurringRequest request, CreateRecurring useCase, CancellationToken cancel) => useCase.RunAsync(request, cancel));

    /// <exception cref="NotFound">No such template in an organisation whose desk the caller manages.</exception>
    /// <exception cref="Invalid">The rule makes no sense, or names a zone or calendar that is not there.</exception>
    public async Task<RecurringView> RunAsync(RecurringRequest request, CancellationToken cancel)
    {
        var template = await one.TemplateAsync(request.TemplateId, cancel);
        var recurring = new RecurringTicket(template.OrganisationId);
        await one.SetAsync(recurring, request, cancel);
        db.Add(recurring);
        await db.SaveChangesAsync(cancel);
        return RecurringView.Of(recurring, template.Name, last: null);
    }
}
