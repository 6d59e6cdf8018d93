using Fettle.Server.Platform;

namespace Fettle.Server;

/// <summary>The only list of modules: what each registers and which routes it serves.</summary>
internal static class Modules
{
    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddPlatform(configuration);
    }

    public static void Map(WebApplication app)
    {
        _ = app.MapGroup("/api");
    }
}
