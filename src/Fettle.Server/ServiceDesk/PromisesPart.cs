using Fettle.Server.Platform.Outgoing;
using Fettle.Server.Platform.Settings;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.OnCall.Alerts;
using Fettle.Server.ServiceDesk.OnCall.Rotations;
using Fettle.Server.ServiceDesk.OnCall.Telling;
using Fettle.Server.ServiceDesk.Promises;
using Fettle.Server.ServiceDesk.Promises.Calendars;
using Fettle.Server.ServiceDesk.Promises.Escalation;
using Fettle.Server.ServiceDesk.Promises.Levels;
using Fettle.Server.ServiceDesk.Promises.Recomputing;
using Fettle.Server.ServiceDesk.Promises.Showing;

namespace Fettle.Server.ServiceDesk;

/// <summary>Service levels and on-call: what is promised, when it is due, what happens as it runs out, and who is told.</summary>
internal static class PromisesPart
{
    private static readonly UseCases Cases = new UseCases()
        .With<ListCalendars>()
        .With<CreateCalendar>()
        .With<ChangeCalendar>()
        .With<DeleteCalendar>()
        .With<ListServiceLevels>()
        .With<CreateServiceLevel>()
        .With<ChangeServiceLevel>()
        .With<DeleteServiceLevel>()
        .With<SetUsualServiceLevel>()
        .With<PreviewTargets>()
        .With<ListRecomputations>()
        .With<ReadTicketTargets>()
        .With<ReadOwnPromise>()
        .With<ListRotations>()
        .With<CreateRotation>()
        .With<ChangeRotation>()
        .With<DeleteRotation>()
        .With<ListShifts>()
        .With<PlanStandIn>()
        .With<CancelStandIn>()
        .With<ListAlerts>()
        .With<AnswerAlert>()
        .With<CallOnCall>();

    public static void AddPromises(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<CompiledCalendars>();
        services.AddScoped<InForce>().AddScoped<KeepTargets>().AddScoped<CheckLevel>();
        services.AddScoped<StartRecomputation>().AddScoped<RecomputeBatch>();
        services.AddHostedService<RecomputeTargets>();
        services.AddScoped<TakeStep>();
        services.AddHostedService<Escalate>();

        services.AddSettings<OutgoingSettings>(configuration, OutgoingSettings.Section);
        services.AddSingleton<OutboundGuard>();
        services.AddScoped<CheckRotation>().AddScoped<ShowRotation>();
        services.AddScoped<RaiseAlert>().AddScoped<TellNext>().AddScoped<SendTelling>();
        services.AddSingleton<INotify, NotifyInBrowser>().AddSingleton<INotify, NotifyByWebhook>();
        services.AddHostedService<TellOnCall>();
        Cases.AddTo(services);
    }

    public static void MapPromises(this RouteGroupBuilder api) => Cases.MapOn(api);
}
