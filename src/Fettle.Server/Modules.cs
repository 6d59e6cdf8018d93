using Fettle.Server.People;
using Fettle.Server.Platform;

namespace Fettle.Server;

/// <summary>The only list of modules: what each registers and which routes it serves.</summary>
internal static class Modules
{
    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddPlatform(configuration);
        services.AddPeople(configuration);
    }

    public static void Map(WebApplication app)
    {
        app.UsePeople();
        var api = app.MapGroup("/api");
        api.MapPeople();
    }
}
