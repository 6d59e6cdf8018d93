using Fettle.Server.Automation;
using Fettle.Server.Devices;
using Fettle.Server.Diagnosis;
using Fettle.Server.Knowledge;
using Fettle.Server.People;
using Fettle.Server.Platform;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk;
using Fettle.Server.ServiceDesk.WebForms;

namespace Fettle.Server;

/// <summary>The only list of modules: what each registers and which routes it serves.</summary>
internal static class Modules
{
    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddPlatform(configuration);
        services.AddPeople(configuration);
        services.AddDevices(configuration);
        services.AddAutomation();
        services.AddDiagnosis(configuration);
        services.AddServiceDesk(configuration);
        services.AddKnowledge();
    }

    /// <summary>What every request passes before its use case. The door is People's.</summary>
    public static void Use(WebApplication app)
    {
        app.UsePlatformOutsideTheDoor();
        app.UsePeople();
        app.UsePlatformInsideTheDoor();
        app.UseAgents();
    }

    public static void Map(WebApplication app)
    {
        app.MapPlatform();
        var api = app.MapGroup("/api").NameAfterUseCases();
        api.MapPeople();
        app.MapLive();
        api.MapDevices();
        api.MapDiagnosis();
        api.MapServiceDesk();
        app.MapHooks();
        app.MapWebForms();
        api.MapKnowledge();

        var agents = app.MapAgents();
        api.MapAutomation(agents);
    }
}
