using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Promises;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Webhooks.Managing;

/// <summary>The webhooks of all organisations and of those where the caller sees tickets.</summary>
internal sealed class ListWebhooks(FettleDb db, CurrentPerson me, InForce desk) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/webhooks", (ListWebhooks useCase, CancellationToken cancel) => useCase.RunAsync(cancel));

    /// <exception cref="Forbidden">The caller sees tickets nowhere.</exception>
    public async Task<IReadOnlyList<WebhookView>> RunAsync(CancellationToken cancel)
    {
        me.Require(Permission.ViewTickets);
        var webhooks = await db.Webhooks.AsNoTracking().OrderBy(w => w.Name).ThenBy(w => w.Id).ToListAsync(cancel);
        return [.. webhooks.Where(w => desk.MaySee(w.OrganisationId)).Select(w => WebhookView.Of(w, desk.MayManage(w.OrganisationId)))];
    }
}
