using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Webhooks.Sending;

namespace Fettle.Server.ServiceDesk.Webhooks.Managing;

/// <summary>Sends a webhook an event <c>test</c>; what came of it is in its log a moment later.</summary>
internal sealed class TryWebhook(FettleDb db, OneWebhook one, IPeople people, QueueDeliveries queue) : IUseCase
{
    public sealed record Queued(long DeliveryId);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/webhooks/{id:long}/test", (long id, TryWebhook useCase, CancellationToken cancel) => useCase.RunAsync(id, cancel));

    /// <exception cref="NotFound">No such webhook, or not one that the caller may see.</exception>
    /// <exception cref="Conflict">It is switched off.</exception>
    public async Task<Queued> RunAsync(long id, CancellationToken cancel)
    {
        var webhook = await one.ToManageAsync(id, cancel);
        if (!webhook.Enabled)
            throw new Conflict("The webhook is switched off. Switch it on first.");
        var organisation = webhook.OrganisationId ?? await people.HomeOrganisationAsync(cancel);
        var delivery = queue.Of(id, organisation, ticket: null, "test", """{"event":"test","ticket":null,"entry":null,"rule":null}""");
        db.Add(delivery);
        await db.SaveChangesAsync(cancel);
        return new(delivery.Id);
    }
}
