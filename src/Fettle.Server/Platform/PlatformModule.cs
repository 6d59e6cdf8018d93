using Fettle.Server.Platform.Blobs;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Health;
using Fettle.Server.Platform.Idempotency;
using Fettle.Server.Platform.Journal;
using Fettle.Server.Platform.Metrics;
using Fettle.Server.Platform.Nudges;
using Fettle.Server.Platform.Outbox;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Search;
using Fettle.Server.Platform.Settings;
using Fettle.Server.Platform.Web;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Fettle.Server.Platform;

internal static class PlatformModule
{
    public static IServiceCollection AddPlatform(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<ServerSettings>(configuration, "");
        services.AddSettings<UploadSettings>(configuration, UploadSettings.Section);
        var limits = services.AddSettings<RateLimitSettings>(configuration, RateLimitSettings.Section);
        services.AddRateLimiter(options => RateLimits.Configure(options, limits));
        services.AddSingleton(new WebApp(Path.Combine(AppContext.BaseDirectory, "wwwroot")));
        services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // Uploads say their own limit; nothing else is this large.
            kestrel.Limits.MaxRequestBodySize = 16 * 1024 * 1024;
        });
        services.AddSettings<MetricsSettings>(configuration, MetricsSettings.Section);
        services.AddSingleton(new Measurements());
        services.AddScoped<Readiness>();
        services.AddHostedService<GiveMemoryBack>();
        services.AddLogging(LogOutput.Configure);
        services.AddSingleton(TimeProvider.System);
        services.AddProblemDetails().AddExceptionHandler<ProblemDetailsOfExceptions>();

        services.ConfigureHttpJsonOptions(options => ApiJson.Configure(options.SerializerOptions));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddOpenApi(ApiDocument.Name, ApiDocument.Configure);

        services.AddSingleton<KeptAnswers>();
        services.AddHostedService<SweepAnswers>();
        services.AddScoped<OrganisationScope>();
        services.AddScoped<Actor>();
        services.AddDbContext<FettleDb>((provider, options) => provider.GetRequiredService<DatabaseSettings>().Configure(options));
        var database = DatabaseSettings.From(configuration);
        services.AddSingleton(database);
        services.AddSingleton(DataFolder.From(configuration));
        services.AddSingleton(provider => new OneWriter(provider.GetRequiredService<DatabaseSettings>()));
        services.AddSingleton(provider => new BlobStore(provider.GetRequiredService<DataFolder>(), provider.GetRequiredService<UploadSettings>()));
        services.AddScoped<JournalVerification>();
        services.AddSingleton<JournalAnchors>();
        services.AddHostedService<JournalAnchoring>();

        if (database.Postgres)
        {
            services.AddScoped<ISearchIndex, SearchIndexOnPostgres>();
            services.AddSingleton<NudgesOverPostgres>();
            services.AddSingleton<INudges>(provider => provider.GetRequiredService<NudgesOverPostgres>());
            services.AddHostedService(provider => provider.GetRequiredService<NudgesOverPostgres>());
        }
        else
        {
            services.AddScoped<ISearchIndex, SearchIndexOnSqlite>();
            services.AddSingleton<INudges, NudgesInProcess>();
        }
        services.AddSingleton(provider => new OutboxRoutes(provider.GetServices<OutboxRoute>()));
        services.AddHostedService<OutboxDispatcher>();
        return services;
    }

    public static void MapPlatform(this WebApplication app)
    {
        app.MapOpenApi();
        ApiPage.Map(app);
        Readiness.Map(app);
        ShowMetrics.Map(app);
    }

    /// <summary>Makes <typeparamref name="TListener"/> hear every <typeparamref name="TEvent"/>.</summary>
    public static IServiceCollection AddListener<TEvent, TListener>(this IServiceCollection services)
        where TEvent : IEvent where TListener : class, IListenTo<TEvent>
    {
        services.AddScoped<TListener>();
        return services.AddSingleton(new OutboxRoute(
            typeof(TListener).Name, typeof(TEvent), (provider, e, cancel) => provider.GetRequiredService<TListener>().HearAsync((TEvent)e, cancel)));
    }
}
