using Fettle.Server.Platform.Persistence;
using Fettle.ServerTests.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Fettle.ServerTests.Devices;

public static class Scopes
{
    /// <summary>Works as a listener would that hears an event of this organisation.</summary>
    public static async Task<T> WithScopeOfAsync<T>(this FettleServer server, long organisation, Func<IServiceProvider, Task<T>> work)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(work);
        await using var scope = server.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OrganisationScope>().LimitTo([organisation]);
        return await work(scope.ServiceProvider);
    }
}
