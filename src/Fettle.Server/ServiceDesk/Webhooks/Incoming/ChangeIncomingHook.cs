using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Webhooks.Incoming;

/// <summary>Changes how what a program says becomes a ticket, its secret, or whether it is heard. Its address and organisation stay.</summary>
internal sealed class ChangeIncomingHook(FettleDb db, OneIncomingHook one, WebhookSecret secrets) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapPut(
        "/incoming-hooks/{id:long}", (long id, IncomingHookDraft request, ChangeIncomingHook useCase, CancellationToken cancel) => useCase.RunAsync(id, request, cancel));

    /// <exception cref="NotFound">No such webhook, or not one that the caller may see.</exception>
    /// <exception cref="Invalid">A field is none.</exception>
    public async Task<IncomingHookView> RunAsync(long id, IncomingHookDraft request, CancellationToken cancel)
    {
        var hook = await one.ToManageAsync(id, cancel);
        await one.SetAsync(hook, request, cancel);
        if (request.Secret is { } secret)
            hook.KnowBy(secrets.Seal(secret));
        await db.SaveChangesAsync(cancel);
        return IncomingHookView.Of(hook, mayChange: true);
    }
}
