using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Templates;

/// <summary>Makes a template for the tickets of an organisation.</summary>
internal sealed class CreateTemplate(FettleDb db, CurrentPerson me, OrganisationScope scope, OneTemplate one) : IUseCase
{
    public sealed record Request(long OrganisationId, TemplateRequest Template);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/ticket-templates", (Request request, CreateTemplate useCase, CancellationToken cancel) => useCase.RunAsync(request, cancel));

    /// <exception cref="NotFound">No such organisation whose desk the caller manages.</exception>
    /// <exception cref="Invalid">A field cannot be taken as it is.</exception>
    /// <exception cref="Conflict">There is a template of this name.</exception>
    public async Task<TemplateView> RunAsync(Request request, CancellationToken cancel)
    {
        me.Require(Permission.ManageServiceDesk);
        if (!scope.Includes(request.OrganisationId) || !me.May(Permission.ManageServiceDesk, request.OrganisationId))
            throw new NotFound($"Organisation {request.OrganisationId}");
        var template = new TicketTemplate(request.OrganisationId);
        await one.SetAsync(template, request.Template, cancel);
        db.Add(template);
        await db.SaveChangesAsync(cancel);
        return TemplateView.Of(template);
    }
}
