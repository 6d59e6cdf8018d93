using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Promises;

namespace Fettle.Server.ServiceDesk.Webhooks.Incoming;

/// <summary>Makes an address that another program calls. Its secret is handed out once, here.</summary>
internal sealed class CreateIncomingHook(FettleDb db, InForce desk, OneIncomingHook one, WebhookSecret secrets) : IUseCase
{
    public static void Map(RouteGroupBuilder api) => api.MapPost(
        "/incoming-hooks", (IncomingHookDraft request, CreateIncomingHook useCase, CancellationToken cancel) => useCase.RunAsync(request, cancel));

    /// <exception cref="NotFound">The organisation is not the caller's to see.</exception>
    /// <exception cref="Invalid">A field is none.</exception>
    public async Task<IncomingHookView> RunAsync(IncomingHookDraft request, CancellationToken cancel)
    {
        desk.RequireToManage(request.OrganisationId, $"Organisation {request.OrganisationId}");
        var hook = new IncomingHook(request.OrganisationId, WebhookSecret.New()[..22]);
        await one.SetAsync(hook, request, cancel);
        var secret = request.Secret ?? WebhookSecret.New();
        hook.KnowBy(secrets.Seal(secret));
        db.Add(hook);
        await db.SaveChangesAsync(cancel);
        return IncomingHookView.Of(hook, mayChange: true, secret: request.Secret is null ? secret : null);
    }
}
