using Fettle.Server.Devices.Download;
using Fettle.Server.Devices.Enrolment;
using Fettle.Server.Devices.Example;
using Fettle.Server.Devices.Fleet;
using Fettle.Server.Devices.Gateway;
using Fettle.Server.Devices.Inventory;
using Fettle.Server.Platform.Example;
using Fettle.Server.Platform.Settings;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.Devices;

/// <summary>Enrolment, the agents' gateway, presence, inventory, the fleet.</summary>
internal static class DevicesModule
{
    /// <summary>What people ask for, over <c>/api</c>.</summary>
    private static readonly UseCases Cases = new UseCases()
        .With<MakeEnrolmentToken>()
        .With<ListEnrolmentTokens>()
        .With<RevokeEnrolmentToken>()
        .With<ListDevices>()
        .With<ShowDevice>()
        .With<ChangeDevice>()
        .With<RetireDevice>()
        .With<ListInventoryChanges>()
        .With<ShowInventorySection>();

    /// <summary>What agents ask for.</summary>
    private static readonly UseCases AgentCases = new UseCases()
        .With<EnrolDevice>()
        .With<AnswerWithChallenge>()
        .With<OpenSession>()
        .With<HoldSocket>()
        .With<AnswerPoll>()
        .With<TakeInventory>();

    /// <summary>What a machine that is to become a device fetches, below <c>/agent</c>.</summary>
    private static readonly UseCases Downloads = new UseCases()
        .With<DownloadAgent>()
        .With<ShowInstallScript>();

    public static IServiceCollection AddDevices(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<AgentSettings>(configuration, AgentSettings.Section);
        services.AddDataProtection();
        services.AddMetrics();
        services.AddScoped<CurrentDevice>();
        services.AddScoped<IDevices, KnownDevices>();

        services.AddSingleton<DeviceTokens>();
        services.AddSingleton<RefusedMessages>();
        services.AddSingleton<Connections>();
        services.AddSingleton<LivePresence>();
        services.AddSingleton<NudgeDevices>().AddHostedService(provider => provider.GetRequiredService<NudgeDevices>());
        services.AddHostedService<RenewLease>();
        services.AddSingleton<WritePresence>().AddSingleton<HoldSocket>();
        services.AddScoped<WriteSighting>().AddScoped<WhatWaits>();
        services.AddSingleton(new AgentPrograms(AppContext.BaseDirectory));
        services.AddScoped<IExample, FillDevices>();
        Cases.AddTo(services);
        AgentCases.AddTo(services);
        Downloads.AddTo(services);
        return services;
    }

    /// <summary>The <c>enrolment-token</c> command. Returns the process's exit code.</summary>
    public static Task<int> PrintEnrolmentTokenAsync(this WebApplication app) => PrintEnrolmentToken.RunAsync(app);

    /// <summary>The agents' door.</summary>
    public static void UseAgents(this WebApplication app) =>
        app.UseWhen(http => http.Request.Path.StartsWithSegments(AgentDoor.Path), agents => agents.UseWebSockets().UseMiddleware<AgentDoor>());

    /// <summary>What is behind the agents' door. Other modules add their routes for agents to the group.</summary>
    public static RouteGroupBuilder MapAgents(this WebApplication app)
    {
        Downloads.MapOn(app.MapGroup("/agent").ExcludeFromDescription());
        var agent = app.MapGroup(AgentDoor.Path).ExcludeFromDescription();
        AgentCases.MapOn(agent);
        return agent;
    }

    public static void MapDevices(this RouteGroupBuilder api) => Cases.MapOn(api);
}
