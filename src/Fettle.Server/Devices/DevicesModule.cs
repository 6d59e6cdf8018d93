using Fettle.Server.Devices.Enrolment;
using Fettle.Server.Devices.Example;
using Fettle.Server.Devices.Fleet;
using Fettle.Server.Devices.Gateway;
using Fettle.Server.Devices.Inventory;
using Fettle.Server.Platform.Example;

namespace Fettle.Server.Devices;

/// <summary>Enrolment, the agents' gateway, presence, inventory, the fleet.</summary>
internal static class DevicesModule
{
    public static IServiceCollection AddDevices(this IServiceCollection services)
    {
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
        services.AddSingleton<HoldSocket>();
        services.AddScoped<WriteSighting>().AddScoped<WhatWaits>();

        services.AddScoped<EnrolDevice>().AddScoped<AnswerWithChallenge>().AddScoped<OpenSession>().AddScoped<AnswerPoll>().AddScoped<TakeInventory>();
        services.AddScoped<MakeEnrolmentToken>().AddScoped<ListEnrolmentTokens>().AddScoped<RevokeEnrolmentToken>();
        services.AddScoped<ListDevices>().AddScoped<ShowDevice>().AddScoped<ChangeDevice>().AddScoped<RetireDevice>();
        services.AddScoped<ShowInventorySection>().AddScoped<ListInventoryChanges>();
        services.AddScoped<IExample, FillDevices>();
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
        var agent = app.MapGroup(AgentDoor.Path).ExcludeFromDescription();
        EnrolDevice.Map(agent);
        AnswerWithChallenge.Map(agent);
        OpenSession.Map(agent);
        HoldSocket.Map(agent);
        AnswerPoll.Map(agent);
        TakeInventory.Map(agent);
        return agent;
    }

    public static void MapDevices(this RouteGroupBuilder api)
    {
        var tokens = api.MapGroup("/enrolment-tokens").WithTags("Devices");
        MakeEnrolmentToken.Map(tokens);
        ListEnrolmentTokens.Map(tokens);
        RevokeEnrolmentToken.Map(tokens);

        var devices = api.MapGroup("/devices").WithTags("Devices");
        ListDevices.Map(devices);
        ShowDevice.Map(devices);
        ChangeDevice.Map(devices);
        RetireDevice.Map(devices);
        ListInventoryChanges.Map(devices);
        ShowInventorySection.Map(devices);
    }
}
