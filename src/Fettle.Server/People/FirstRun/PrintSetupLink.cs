using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Fettle.Server.People.FirstRun;

/// <summary>Prints the setup link on the console once the server listens, as long as there is no administrator.</summary>
internal sealed class PrintSetupLink(IServiceScopeFactory scopes, IServer server, IConfiguration configuration) : IHostedLifecycleService
{
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var url = configuration["PublicUrl"] ?? server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://127.0.0.1:7070";
        if (await scope.ServiceProvider.GetRequiredService<SetupLink>().FindAsync(url, cancellationToken) is { } link)
            Console.WriteLine($"Make the first administrator here (works once): {link}");
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
