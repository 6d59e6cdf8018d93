using Fettle.Server.Platform.Outgoing;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Webhooks.Incoming;
using Fettle.Server.ServiceDesk.Webhooks.Managing;
using Fettle.Server.ServiceDesk.Webhooks.Sending;

namespace Fettle.Server.ServiceDesk.Webhooks;

/// <summary>Places of somebody else's that are told what happens to tickets.</summary>
internal static class WebhooksPart
{
    public static readonly UseCases Cases = new UseCases()
        .With<ListWebhooks>()
        .With<CreateWebhook>()
        .With<ChangeWebhook>()
        .With<DeleteWebhook>()
        .With<TryWebhook>()
        .With<ListDeliveries>()
        .With<ReplayDelivery>()
        .With<ListIncomingHooks>()
        .With<CreateIncomingHook>()
        .With<ChangeIncomingHook>()
        .With<DeleteIncomingHook>()
        .With<ListIncomingCalls>()
        .With<TryOutMapping>();

    public static void AddWebhooks(this IServiceCollection services)
    {
        services.AddSingleton<WebhookSecret>().AddSingleton<PostSigned>();
        services.AddScoped<OneWebhook>().AddScoped<QueueDeliveries>().AddScoped<SendDelivery>();
        services.AddScoped<OneIncomingHook>().AddScoped<FindDevice>().AddScoped<FileCall>().AddScoped<ReceiveCall>();
        services.AddHostedService<SendDeliveries>();
    }
}
