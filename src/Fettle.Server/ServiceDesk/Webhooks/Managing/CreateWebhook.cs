using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Promises;

namespace Fettle.Server.ServiceDesk.Webhooks.Managing;

/// <summary>Adds a place that is told what happens. Its secret is handed out once, here.</summary>
internal sealed class CreateWebhook(FettleDb db, CurrentPerson me, InForce desk, WebhookSecret secrets) : IUseCase
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/webhooks", (WebhookDraft request, CreateWebhook useCase, CancellationToken cancel) => useCase.RunAsync(request, cancel));

    /// <exception cref="NotFound">The organisation is not the caller's to see.</exception>
    /// <exception cref="Invalid">A field is none.</exception>
    public async Task<WebhookView> RunAsync(WebhookDraft request, CancellationToken cancel)
    {
        desk.RequireToManage(request.OrganisationId, $"Organisation {request.OrganisationId}");
        var webhook = new Webhook(request.OrganisationId, me.Id);
        OneWebhook.Set(webhook, request);
        var secret = request.Secret ?? WebhookSecret.New();
        webhook.SignWith(secrets.Seal(secret));
        db.Add(webhook);
        await db.SaveChangesAsync(cancel);
        return WebhookView.Of(webhook, mayChange: true, request.Secret is null ? secret : null);
    }
}
