using Fettle.Server.Platform.Web;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Fettle.Server.Platform.Commands;

/// <summary><c>fettle-server openapi</c>: the API's document, without starting the server or touching a database.</summary>
internal static class PrintApi
{
    public static async Task<int> RunAsync(WebApplication app)
    {
        // Routes are known to the rest of the program once the pipeline ends in them.
        app.UseEndpoints(_ => { });
        var document = await app.Services.GetRequiredKeyedService<IOpenApiDocumentProvider>(ApiDocument.Name).GetOpenApiDocumentAsync();
        Console.WriteLine(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1));
        return 0;
    }
}
