using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Templates;

/// <summary>The templates of the organisations where the caller sees tickets.</summary>
internal sealed class ListTemplates(FettleDb db, CurrentPerson me) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/ticket-templates", (ListTemplates useCase, CancellationToken cancel) => useCase.RunAsync(cancel));

    /// <exception cref="Forbidden">The caller sees tickets nowhere.</exception>
    public async Task<IReadOnlyList<TemplateView>> RunAsync(CancellationToken cancel)
    {
        me.Require(Permission.ViewTickets);
        var all = await db.TicketTemplates.AsNoTracking().OrderBy(t => t.Name).ThenBy(t => t.Id).ToListAsync(cancel);
        return [.. all.Where(t => me.May(Permission.ViewTickets, t.OrganisationId)).Select(TemplateView.Of)];
    }
}
