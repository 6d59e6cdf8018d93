using Fettle.Server.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Fettle.Server.Devices.Download;

/// <summary>
/// The agent's program, for a device that is to be enrolled: <c>/agent/linux-x64</c> and <c>/agent/win-x64</c>, each with <c>.sha256</c> behind it for a
/// line that <c>sha256sum -c</c> reads. For everybody: the program is no secret, and does nothing without a token.
/// </summary>
internal sealed class DownloadAgent(AgentPrograms programs) : IUseCase
{
    public static void Map(RouteGroupBuilder downloads)
    {
        foreach (var system in AgentPrograms.Systems.Keys)
        {
            downloads.MapMethods($"/{system}", ["GET", "HEAD"], async (HttpResponse response, DownloadAgent useCase, CancellationToken cancel) =>
                await useCase.RunAsync(system, response, cancel)).WithName($"downloadAgent-{system}");
            downloads.MapGet($"/{system}.sha256", (DownloadAgent useCase, CancellationToken cancel) => useCase.ChecksumAsync(system, cancel)).WithName($"checkAgent-{system}");
        }
    }

    private async Task<Results<PhysicalFileHttpResult, ContentHttpResult>> RunAsync(string system, HttpResponse response, CancellationToken cancel)
    {
        if (await programs.FindAsync(system, cancel) is not { } program)
            return Missing(system);
        // RFC 9530.
        response.Headers["Repr-Digest"] = $"sha-256=:{Convert.ToBase64String(Convert.FromHexString(program.Sha256))}:";
        response.Headers.CacheControl = "no-cache";
        return TypedResults.PhysicalFile(
            program.File, "application/octet-stream", AgentPrograms.Systems[system], program.Modified, new EntityTagHeaderValue($"\"{program.Sha256}\""), enableRangeProcessing: true);
    }

    private async Task<ContentHttpResult> ChecksumAsync(string system, CancellationToken cancel) =>
        await programs.FindAsync(system, cancel) is { } program ? TypedResults.Text($"{program.Sha256}  {AgentPrograms.Systems[system]}\n") : Missing(system);

    private static ContentHttpResult Missing(string system) => TypedResults.Text(
        $"No agent for {system} has been published with this server. `./fettle publish` makes it, and lays it where the published server finds it.\n",
        statusCode: StatusCodes.Status404NotFound);
}
