using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Settings;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.WebForms;

/// <summary>Makes a form, which has an address of its own from then on.</summary>
internal sealed class CreateWebForm(FettleDb db, CurrentPerson me, OrganisationScope scope, ServerSettings settings) : IUseCase
{
    public sealed record Request(long OrganisationId, WebFormRequest Form);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/web-forms", (Request request, CreateWebForm useCase, CancellationToken cancel) => useCase.RunAsync(request, cancel));

    /// <exception cref="NotFound">No such organisation whose desk the caller manages.</exception>
    /// <exception cref="Invalid">A field cannot be taken as it is.</exception>
    /// <exception cref="Conflict">There is a form of this name.</exception>
    public async Task<WebFormView> RunAsync(Request request, CancellationToken cancel)
    {
        me.Require(Permission.ManageServiceDesk);
        if (!scope.Includes(request.OrganisationId) || !me.May(Permission.ManageServiceDesk, request.OrganisationId))
            throw new NotFound($"Organisation {request.OrganisationId}");
        var form = WebForm.Make(request.OrganisationId);
        await request.Form.SetAsync(form, db, cancel);
        db.Add(form);
        await db.SaveChangesAsync(cancel);
        return WebFormView.Of(form, settings, reports: 0);
    }
}
