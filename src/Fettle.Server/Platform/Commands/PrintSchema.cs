using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.Platform.Commands;

/// <summary><c>fettle-server schema</c>: the SQL that would create the model in an empty database; new migrations are taken from it.</summary>
internal static class PrintSchema
{
    public static async Task<int> RunAsync(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        Console.WriteLine(scope.ServiceProvider.GetRequiredService<FettleDb>().Database.GenerateCreateScript());
        return 0;
    }
}
