using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.ChangeControl.Templates;

/// <summary>Writes a standard change anew, or retires it. Changes that were begun by it keep what they have.</summary>
internal sealed class ChangeTemplateWords(FettleDb db, CurrentPerson me, CreateChangeTemplate create) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/change-templates/{id:long}",
        (long id, CreateChangeTemplate.Words request, ChangeTemplateWords useCase, CancellationToken cancel) => useCase.RunAsync(id, request, cancel));

    /// <exception cref="NotFound">No such template in an organisation where the caller sees tickets.</exception>
    /// <exception cref="Forbidden">The caller does not manage the desk there.</exception>
    public async Task<ListChangeTemplates.Item> RunAsync(long id, CreateChangeTemplate.Words request, CancellationToken cancel)
    {
        me.Require(Permission.ManageServiceDesk);
        var template = await db.ChangeTemplates.SingleOrDefaultAsync(t => t.Id == id, cancel);
        if (template is null || !me.May(Permission.ViewTickets, template.OrganisationId))
            throw new NotFound($"Standard change {id}");
        me.Require(Permission.ManageServiceDesk, template.OrganisationId);
        return await create.SaveAsync(template, request, cancel);
    }
}
