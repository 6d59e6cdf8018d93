using Fettle.Server.People.Entering;
using Fettle.Server.People.Example;
using Fettle.Server.People.FirstRun;
using Fettle.Server.People.Invitations;
using Fettle.Server.People.JournalReading;
using Fettle.Server.People.Myself;
using Fettle.Server.People.Live;
using Fettle.Server.People.Organisations;
using Fettle.Server.People.Passkeys;
using Fettle.Server.People.Persons;
using Fettle.Server.People.SecondFactors;
using Fettle.Server.People.Sessions;
using Fettle.Server.People.Tokens;
using Fettle.Server.Platform.Example;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Settings;
using Fettle.Server.Platform.Web;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace Fettle.Server.People;

/// <summary>Persons, organisations, sign-in and roles.</summary>
internal static class PeopleModule
{
    /// <summary>What people ask for, over <c>/api</c>.</summary>
    private static readonly UseCases Cases = new UseCases()
        .With<ShowSetup>()
        .With<MakeFirstAdministrator>()
        .With<SignIn>()
        .With<SignOut>()
        .With<ProveAgain>()
        .With<ShowMe>()
        .With<ChangePassword>()
        .With<SetPreferences>()
        .With<OfferTotp>()
        .With<StartTotp>()
        .With<StopTotp>()
        .With<RenewRecoveryCodes>()
        .With<AskForPasskey>()
        .With<SignInByPasskey>()
        .With<OfferPasskey>()
        .With<AddPasskey>()
        .With<ListPasskeys>()
        .With<RemovePasskey>()
        .With<ListSessions>()
        .With<EndSession>()
        .With<EndOtherSessions>()
        .With<MakeToken>()
        .With<ListTokens>()
        .With<RevokeToken>()
        .With<ListPeople>()
        .With<CreatePerson>()
        .With<ShowPerson>()
        .With<ChangePerson>()
        .With<SetReportingLine>()
        .With<GiveRoles>()
        .With<DisablePerson>()
        .With<EnablePerson>()
        .With<VerifyPerson>()
        .With<ResetSecondFactor>()
        .With<InvitePerson>()
        .With<MakePasswordLink>()
        .With<ShowInvitation>()
        .With<AcceptInvitation>()
        .With<ListOrganisations>()
        .With<CreateOrganisation>()
        .With<RenameOrganisation>()
        .With<ListSites>()
        .With<AddSite>()
        .With<ChangeSite>()
        .With<ListMailDomains>()
        .With<SetMailDomains>()
        .With<ReadJournal>()
        .With<CheckJournal>();

    public static IServiceCollection AddPeople(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<CurrentPerson>();
        services.AddScoped<CurrentSession>();
        services.AddScoped<IPeople, AnswerAboutPeople>();

        services.AddSettings<SessionSettings>(configuration, SessionSettings.Section);
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = Passwords.Rounds);
        services.AddSingleton<IPasswordHasher<Login>, PasswordHasher<Login>>();
        services.AddSingleton<Passwords>();
        services.AddScoped<Lockout>();
        services.AddScoped<NoteRefusal>();
        services.AddScoped<CheckSecondFactor>();
        services.AddScoped<StartSession>();
        services.AddSingleton<ProofCookie>();
        services.AddScoped<RecogniseCaller>();

        var keys = DataFolder.From(configuration).PathTo("keys", "one");
        services.AddDataProtection().SetApplicationName("Fettle").PersistKeysToFileSystem(new(Path.GetDirectoryName(keys)!));

        services.AddScoped<LoginStore>();
        services.AddScoped<IUserStore<Login>>(provider => provider.GetRequiredService<LoginStore>());
        services.AddIdentityCore<Login>();
        services.AddScoped<IPasskeyHandler<Login>, PasskeyHandler<Login>>();
        services.Configure<IdentityPasskeyOptions>(o =>
        {
            // The authenticator has to know its owner (by finger, face or PIN): that is the second factor.
            o.UserVerificationRequirement = "required";
            o.ResidentKeyRequirement = "required";
            o.ServerDomain = configuration["PublicUrl"] is { } url ? new Uri(url).Host : null;
        });
        services.AddSingleton<PasskeyCeremony>();

        services.AddScoped<IndexPerson>();
        services.AddScoped<RegisterPerson>().AddScoped<PhonesOfPerson>();
        services.AddScoped<MeetCorrespondent>();
        services.AddScoped<TakeOverPerson>();
        services.AddScoped<MakeLink>();
        services.AddSignalR(hub => hub.MaximumReceiveMessageSize = 4096);
        services.AddSingleton<LiveConnections>();
        services.AddHostedService<SendNudges>();

        services.AddScoped<SetupLink>();
        services.AddScoped<HomeOrganisation>();
        services.AddHostedService<PrintSetupLink>();
        services.AddHostedService<SweepSessions>();
        services.AddScoped<IExample, FillPeople>();

        Cases.AddTo(services);
        return services;
    }

    /// <summary>Puts the door before every route.</summary>
    public static void UsePeople(this WebApplication app) => app.UseMiddleware<Door>();

    /// <summary>The line to browsers.</summary>
    public static void MapLive(this WebApplication app) => LiveHub.Map(app);

    /// <summary>The <c>setup-link</c> command. Returns the process's exit code: 1 where setup is closed.</summary>
    public static async Task<int> PrintSetupLinkAsync(this WebApplication app, CancellationToken cancel)
    {
        await Platform.Commands.Migrate.RunAsync(app);
        await using var scope = app.Services.CreateAsyncScope();
        var url = app.Configuration["PublicUrl"] ?? app.Configuration["Urls"]?.Split(';')[0] ?? "http://127.0.0.1:7070";
        var link = await scope.ServiceProvider.GetRequiredService<SetupLink>().FindAsync(url, cancel);
        Console.WriteLine(link ?? "Fettle is set up already: sign in, or ask an administrator for an invitation.");
        return link is null ? 1 : 0;
    }

    public static void MapPeople(this RouteGroupBuilder api) => Cases.MapOn(api);
}
