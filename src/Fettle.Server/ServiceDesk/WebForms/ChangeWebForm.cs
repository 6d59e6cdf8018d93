using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Settings;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.WebForms;

/// <summary>Changes a form; its address stays.</summary>
internal sealed class ChangeWebForm(FettleDb db, CurrentPerson me, ServerSettings settings) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/web-forms/{formId:long}", (long formId, WebFormRequest request, ChangeWebForm useCase, CancellationToken cancel) => useCase.RunAsync(formId, request, cancel));

    /// <exception cref="NotFound">No such form in an organisation whose desk the caller manages.</exception>
    /// <exception cref="Invalid">A field cannot be taken as it is.</exception>
    /// <exception cref="Conflict">There is a form of this name.</exception>
    public async Task<WebFormView> RunAsync(long formId, WebFormRequest request, CancellationToken cancel)
    {
        var form = await db.RequireWebFormAsync(me, formId, cancel);
        await request.SetAsync(form, db, cancel);
        await db.SaveChangesAsync(cancel);
        return WebFormView.Of(form, settings, reports: 0);
    }
}
