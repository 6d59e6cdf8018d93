using Fettle.Server.People;
using Fettle.Server.Platform;
using Fettle.Server.Platform.Web;

namespace Fettle.Server;

/// <summary>The only list of modules: what each registers and which routes it serves.</summary>
internal static class Modules
{
    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddPlatform(configuration);
        services.AddPeople(configuration);
    }

    /// <summary>What every request passes before its use case. The door is People's.</summary>
    public static void Use(WebApplication app)
    {
        app.UsePlatformOutsideTheDoor();
        app.UsePeople();
        app.UsePlatformInsideTheDoor();
    }

    public static void Map(WebApplication app)
    {
        app.MapPlatform();
        var api = app.MapGroup("/api").NameAfterUseCases();
        api.MapPeople();
    }
}
