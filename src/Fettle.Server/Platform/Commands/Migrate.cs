using Fettle.Server.Platform.Persistence;

namespace Fettle.Server.Platform.Commands;

/// <summary><c>fettle-server migrate</c>: brings the database to this program's schema and ends.</summary>
internal static class Migrate
{
    public static async Task<int> RunAsync(WebApplication app)
    {
        app.Services.GetRequiredService<DataFolder>().Create();
        await using var scope = app.Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<Migrations>(scope.ServiceProvider).ApplyAsync(CancellationToken.None);
        return 0;
    }
}
