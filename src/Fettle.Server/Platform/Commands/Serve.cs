namespace Fettle.Server.Platform.Commands;

/// <summary><c>fettle-server</c>: migrates the database and serves until it is told to stop.</summary>
internal static class Serve
{
    public static async Task<int> RunAsync(WebApplication app)
    {
        await Migrate.RunAsync(app);
        await app.RunAsync();
        return 0;
    }
}
