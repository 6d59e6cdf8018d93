using System.Buffers;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Fettle.Server.Devices.Download;

/// <summary>
/// The script that takes a bare machine to an enrolled device in one command: <c>/agent/install.sh</c> for a Linux shell, <c>/agent/install.ps1</c> for
/// PowerShell. It is the same for everybody; the token is given to the script and not to the server, so that no proxy logs it.
/// </summary>
internal sealed class ShowInstallScript(AgentPrograms programs) : IUseCase
{
    private static readonly SearchValues<char> InAnAddress = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.:/-_[]");

    public static void Map(RouteGroupBuilder downloads)
    {
        foreach (var (name, system) in new[] { ("install.sh", "linux-x64"), ("install.ps1", "win-x64") })
        {
            downloads.MapGet($"/{name}", async (HttpRequest http, IConfiguration configuration, ShowInstallScript useCase, CancellationToken cancel) =>
                await useCase.RunAsync(name, system, ServerAddress(http, configuration), cancel)).WithName($"show-{name}");
        }
    }

    /// <summary>The one command to type on the device.</summary>
    public static (string Linux, string Windows) Commands(string server, string token) => (
        $"(curl -fsSL {server}/agent/install.sh || wget -qO- {server}/agent/install.sh) | sh -s -- {token}",
        $"powershell -ExecutionPolicy Bypass -Command \"& ([scriptblock]::Create((Invoke-RestMethod {server}/agent/install.ps1))) -Token {token}\"");

    /// <summary>Where devices find this server.</summary>
    public static string ServerAddress(HttpRequest http, IConfiguration configuration) => (configuration["PublicUrl"] ?? $"{http.Scheme}://{http.Host}").TrimEnd('/');

    private async Task<ContentHttpResult> RunAsync(string name, string system, string server, CancellationToken cancel)
    {
        // It stands between quotes in a script that root runs, and comes from the request's own Host.
        if (server.AsSpan().ContainsAnyExcept(InAnAddress))
            throw new Invalid("Host", "is no address that a script could be made for");
        using var template = new StreamReader(typeof(ShowInstallScript).Assembly.GetManifestResourceStream(name)!);
        var script = (await template.ReadToEndAsync(cancel))
            .Replace("@SERVER@", server, StringComparison.Ordinal)
            .Replace("@SHA256@", (await programs.FindAsync(system, cancel))?.Sha256, StringComparison.Ordinal);
        return TypedResults.Text(script, "text/plain; charset=utf-8");
    }
}
