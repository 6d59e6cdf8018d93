using Fettle.Server.Platform.Outbox;
using Fettle.Server.Platform.Persistence;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Fettle.ServerTests.Testing;

/// <summary>
/// The real program in this process, on a database of its own. One for each test class and database:
/// <code>
/// public abstract class AssignTicketTests(FettleServer server)
/// {
///     [Fact]
///     public async Task A_technician_takes_a_ticket() { … }
///
///     public sealed class Sqlite(OnSqlite server) : AssignTicketTests(server), IClassFixture&lt;OnSqlite&gt;;
///     public sealed class Postgres(OnPostgres server) : AssignTicketTests(server), IClassFixture&lt;OnPostgres&gt;;
/// }
/// </code>
/// Tests of a class share the server and its database: let each make its own organisation. What runs in the background in the product does not here:
/// a test says when (<see cref="DeliverOutboxAsync"/>, the method of the background work itself, <see cref="TestClock.Advance"/>).
/// </summary>
public abstract class FettleServer : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("fettle-test-").FullName;
    private WebApplicationFactory<Program>? _factory;

    public TestClock Clock { get; } = new();

    public IServiceProvider Services => _factory!.Services;

    /// <summary>Where this server keeps its files.</summary>
    public string DataFolder => _data;

    /// <summary>The setting Database: empty for SQLite.</summary>
    protected abstract Task<string> NewDatabaseAsync();

    /// <summary>Nothing here comes near a limit of how often one may ask; tests of the limits set their own.</summary>
    protected virtual IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["RateLimits:EnteringPerMinute"] = "1000000",
        ["RateLimits:EnrolmentsPerMinute"] = "1000000",
        ["RateLimits:RequestsPerMinute"] = "1000000",
    };

    /// <summary>For what a group of tests changes about the server.</summary>
    protected virtual void Configure(IServiceCollection services)
    {
    }

    public virtual async ValueTask InitializeAsync()
    {
        var database = await NewDatabaseAsync();
        _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            host.UseEnvironment("Production").UseSetting("Data", _data).UseSetting("Database", database);
            foreach (var (name, value) in Settings)
                host.UseSetting(name, value);
            host.ConfigureLogging(log => log.ClearProviders());
            host.ConfigureTestServices(services =>
            {
                WithoutBackgroundWork(services);
                Configure(services);
            });
        });
        _ = _factory.Server;
    }

    public async ValueTask DisposeAsync()
    {
        if (_factory is not null)
            await _factory.DisposeAsync();
        Directory.Delete(_data, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Somebody who has not signed in. Keeps cookies, follows no redirects.</summary>
    public HttpClient Stranger() => _factory!.CreateClient(new() { AllowAutoRedirect = false });

    /// <summary>What a client that sets its own address, headers or sockets builds on.</summary>
    public TestServer Http => _factory!.Server;

    /// <summary>Works with the database as the server itself would, seeing every organisation.</summary>
    public Task WithDbAsync(Func<FettleDb, Task> work) => WithAsync<FettleDb>(work);

    public async Task<T> WithDbAsync<T>(Func<FettleDb, Task<T>> work)
    {
        T? result = default;
        await WithDbAsync(async db => { result = await work(db); });
        return result!;
    }

    /// <summary>Works with something from a scope of its own that sees every organisation.</summary>
    public async Task WithAsync<T>(Func<T, Task> work) where T : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OrganisationScope>().SeeEverything();
        await work(scope.ServiceProvider.GetRequiredService<T>());
    }

    /// <summary>Delivers every event that is due, and those which that causes.</summary>
    public async Task DeliverOutboxAsync()
    {
        var dispatcher = ActivatorUtilities.CreateInstance<OutboxDispatcher>(Services);
        while (await dispatcher.DeliverNextAsync(CancellationToken.None))
        {
            // Until nothing is due.
        }
    }

    private void WithoutBackgroundWork(IServiceCollection services)
    {
        foreach (var background in services.Where(s => s.ServiceType == typeof(IHostedService) && IsOurs(s)).ToList())
            services.Remove(background);
        services.RemoveAll<TimeProvider>();
        services.AddSingleton<TimeProvider>(Clock);
        // Hashing a password is slow on purpose; tests do it often and keep nothing worth it.
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = 1000);

        static bool IsOurs(ServiceDescriptor service) =>
            (service.ImplementationType ?? service.ImplementationFactory?.Method.DeclaringType)?.Namespace?.StartsWith("Fettle.", StringComparison.Ordinal) == true;
    }
}

public class OnSqlite : FettleServer
{
    protected override Task<string> NewDatabaseAsync() => Task.FromResult("");
}

public class OnPostgres(PostgresCluster cluster) : FettleServer
{
    protected override Task<string> NewDatabaseAsync() => cluster.NewDatabaseAsync();
}
