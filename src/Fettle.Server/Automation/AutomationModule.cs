using Fettle.Server.Automation.Jobs;
using Fettle.Server.Devices;
using Fettle.Server.Platform;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.Automation;

/// <summary>Jobs: the one durable way to do something on a device.</summary>
internal static class AutomationModule
{
    /// <summary>What people ask for, over <c>/api</c>.</summary>
    private static readonly UseCases Cases = new UseCases()
        .With<ListJobs>()
        .With<ShowJob>()
        .With<ReadJobOutput>()
        .With<ApproveJob>()
        .With<CancelJob>()
        .With<RetryJob>()
        .With<RunScript>();

    /// <summary>What agents ask for.</summary>
    private static readonly UseCases AgentCases = new UseCases()
        .With<FetchJobs>()
        .With<AppendJobOutput>()
        .With<TakeJobResult>();

    public static IServiceCollection AddAutomation(this IServiceCollection services)
    {
        services.AddSingleton<CommandKey>();
        services.AddScoped<IJobs, JobQueue>();
        services.AddHostedService<GiveUpJobs>();
        services.AddListener<DeviceRetired, CancelJobsOfRetiredDevice>();

        services.AddScoped<JobNames>();
        Cases.AddTo(services);
        AgentCases.AddTo(services);
        return services;
    }

    public static void MapAutomation(this RouteGroupBuilder api, RouteGroupBuilder agent)
    {
        Cases.MapOn(api);
        AgentCases.MapOn(agent);
    }
}
