using Fettle.Server.Automation;
using Fettle.Server.Devices;
using Fettle.Server.Diagnosis;
using Fettle.Server.Platform;

namespace Fettle.Server;

/// <summary>The only list of modules: what each registers and which routes it serves.</summary>
internal static class Modules
{
    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddPlatform(configuration);
        services.AddDevices();
        services.AddAutomation();
        services.AddDiagnosis(configuration);
    }

    public static void Map(WebApplication app)
    {
        var api = app.MapGroup("/api");
        var agents = app.MapAgents();
        api.MapDevices();
        api.MapAutomation(agents);
        api.MapDiagnosis();
    }
}
