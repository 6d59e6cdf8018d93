using Fettle.Server.People.Entering;
using Fettle.Server.People.FirstRun;
using Fettle.Server.People.SecondFactors;
using Fettle.Server.People.Sessions;
using Fettle.Server.Platform.Commands;
using Fettle.Server.Platform.Persistence;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace Fettle.Server.People;

/// <summary>Persons, organisations, sign-in and roles.</summary>
internal static class PeopleModule
{
    public static IServiceCollection AddPeople(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<CurrentPerson>();
        services.AddScoped<CurrentSession>();
        services.AddScoped<IPeople, AnswerAboutPeople>();

        services.AddSingleton(configuration.GetSection(SessionSettings.Section).Get<SessionSettings>() ?? new());
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = Passwords.Rounds);
        services.AddSingleton<IPasswordHasher<Login>, PasswordHasher<Login>>();
        services.AddSingleton<Passwords>();
        services.AddScoped<Lockout>();
        services.AddScoped<NoteRefusal>();
        services.AddScoped<CheckSecondFactor>();
        services.AddScoped<StartSession>();
        services.AddScoped<RecogniseCaller>();

        var keys = DataFolder.From(configuration).PathTo("keys", "one");
        services.AddDataProtection().SetApplicationName("Fettle").PersistKeysToFileSystem(new(Path.GetDirectoryName(keys)!));

        services.AddScoped<SetupLink>();
        services.AddHostedService<PrintSetupLink>();
        services.AddScoped<ShowSetup>();
        services.AddScoped<MakeFirstAdministrator>();
        services.AddScoped<SignIn>();
        services.AddScoped<SignOut>();
        services.AddScoped<ShowMe>();
        return services;
    }

    /// <summary>Puts the door before every route.</summary>
    public static void UsePeople(this WebApplication app) => app.UseMiddleware<Door>();

    /// <summary>The <c>setup-link</c> command. Returns the process's exit code: 1 where setup is closed.</summary>
    public static async Task<int> PrintSetupLinkAsync(this WebApplication app, CancellationToken cancel)
    {
        await Migrate.RunAsync(app);
        await using var scope = app.Services.CreateAsyncScope();
        var url = app.Configuration["PublicUrl"] ?? app.Configuration["Urls"]?.Split(';')[0] ?? "http://127.0.0.1:7070";
        var link = await scope.ServiceProvider.GetRequiredService<SetupLink>().FindAsync(url, cancel);
        Console.WriteLine(link ?? "Fettle is set up already: sign in, or ask an administrator for an invitation.");
        return link is null ? 1 : 0;
    }

    public static void MapPeople(this RouteGroupBuilder api)
    {
        var people = api.MapGroup("").WithTags("People");
        ShowSetup.Map(people);
        MakeFirstAdministrator.Map(people);
        SignIn.Map(people);
        SignOut.Map(people);
        ShowMe.Map(people);
    }
}
