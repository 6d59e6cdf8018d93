using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;
using NoContent = Microsoft.AspNetCore.Http.HttpResults.NoContent;

namespace Fettle.Server.ServiceDesk.Webhooks.Managing;

/// <summary>Posts a delivery once more, as it was, under the same <c>X-Fettle-Delivery</c>.</summary>
internal sealed class ReplayDelivery(FettleDb db, OneWebhook one, TimeProvider clock) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/webhooks/{id:long}/deliveries/{deliveryId:long}/replay",
        (long id, long deliveryId, ReplayDelivery useCase, CancellationToken cancel) => useCase.RunAsync(id, deliveryId, cancel));

    /// <exception cref="NotFound">No such webhook or delivery, or not one that the caller may see.</exception>
    /// <exception cref="Conflict">The webhook is switched off.</exception>
    public async Task<NoContent> RunAsync(long id, long deliveryId, CancellationToken cancel)
    {
        if (!(await one.ToManageAsync(id, cancel)).Enabled)
            throw new Conflict("The webhook is switched off. Switch it on first.");
        DateTimeOffset? now = clock.GetUtcNow();
        var found = await db.WebhookDeliveries.Where(d => d.Id == deliveryId && d.WebhookId == id)
            .ExecuteUpdateAsync(s => s.SetProperty(d => d.NextTryAt, now).SetProperty(d => d.Tries, 0), cancel);
        return found > 0 ? TypedResults.NoContent() : throw new NotFound($"Delivery {deliveryId}");
    }
}
