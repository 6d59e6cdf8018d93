using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Templates;

/// <summary>Changes a template; tickets that were made from it stay as they are.</summary>
internal sealed class ChangeTemplate(FettleDb db, OneTemplate one) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/ticket-templates/{templateId:long}",
        (long templateId, TemplateRequest request, ChangeTemplate useCase, CancellationToken cancel) => useCase.RunAsync(templateId, request, cancel));

    /// <exception cref="NotFound">No such template in an organisation whose desk the caller manages.</exception>
    /// <exception cref="Invalid">A field cannot be taken as it is.</exception>
    /// <exception cref="Conflict">There is a template of this name.</exception>
    public async Task<TemplateView> RunAsync(long templateId, TemplateRequest request, CancellationToken cancel)
    {
        var template = await one.RequireAsync(templateId, cancel);
        await one.SetAsync(template, request, cancel);
        await db.SaveChangesAsync(cancel);
        return TemplateView.Of(template);
    }
}
