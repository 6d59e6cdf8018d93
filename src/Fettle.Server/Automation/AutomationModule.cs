using Fettle.Server.Automation.Jobs;
using Fettle.Server.Devices;
using Fettle.Server.Platform;

namespace Fettle.Server.Automation;

/// <summary>Jobs: the one durable way to do something on a device.</summary>
internal static class AutomationModule
{
    public static IServiceCollection AddAutomation(this IServiceCollection services)
    {
        services.AddSingleton<CommandKey>();
        services.AddScoped<IJobs, JobQueue>();
        services.AddHostedService<GiveUpJobs>();
        services.AddListener<DeviceRetired, CancelJobsOfRetiredDevice>();

        services.AddScoped<JobNames>();
        services.AddScoped<FetchJobs>().AddScoped<AppendJobOutput>().AddScoped<TakeJobResult>();
        services.AddScoped<ListJobs>().AddScoped<ShowJob>().AddScoped<ReadJobOutput>();
        services.AddScoped<ApproveJob>().AddScoped<CancelJob>().AddScoped<RetryJob>().AddScoped<RunScript>();
        return services;
    }

    public static void MapAutomation(this RouteGroupBuilder api, RouteGroupBuilder agent)
    {
        FetchJobs.Map(agent);
        AppendJobOutput.Map(agent);
        TakeJobResult.Map(agent);

        var jobs = api.MapGroup("/jobs").WithTags("Automation");
        ListJobs.Map(jobs, api.MapGroup("/devices").WithTags("Automation"));
        ShowJob.Map(jobs);
        ReadJobOutput.Map(jobs);
        ApproveJob.Map(jobs);
        CancelJob.Map(jobs);
        RetryJob.Map(jobs);
        RunScript.Map(jobs);
    }
}
