using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Webhooks.Managing;

/// <summary>Changes where and what a webhook is told, or switches it on and off. Its organisation stays.</summary>
internal sealed class ChangeWebhook(FettleDb db, OneWebhook one, WebhookSecret secrets) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/webhooks/{id:long}", (long id, WebhookDraft request, ChangeWebhook useCase, CancellationToken cancel) => useCase.RunAsync(id, request, cancel));

    /// <exception cref="NotFound">No such webhook, or not one that the caller may see.</exception>
    /// <exception cref="Invalid">A field is none; or it goes to another host, and its secret was not given anew.</exception>
    public async Task<WebhookView> RunAsync(long id, WebhookDraft request, CancellationToken cancel)
    {
        var webhook = await one.ToManageAsync(id, cancel);
        var was = webhook.Url;
        OneWebhook.Set(webhook, request);
        // Who may change the address must not learn by it what signs for the one before.
        if (request.Secret is null && new Uri(was).Host != new Uri(webhook.Url).Host)
            throw new Invalid("secret", "is needed anew for another host");
        if (request.Secret is { } secret)
            webhook.SignWith(secrets.Seal(secret));
        await db.SaveChangesAsync(cancel);
        return WebhookView.Of(webhook, mayChange: true);
    }
}
