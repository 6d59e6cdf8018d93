using Fettle.Server.Automation;
using Fettle.Server.Diagnosis.CheckUps;
using Fettle.Server.Diagnosis.Holds;
using Fettle.Server.Diagnosis.Remedies;
using Fettle.Server.Platform;
using Fettle.Server.Platform.Settings;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk;

namespace Fettle.Server.Diagnosis;

/// <summary>Check-ups, what they find, remedies, and the later looks that prove that a fix holds.</summary>
internal static class DiagnosisModule
{
    /// <summary>What people ask for, over <c>/api</c>.</summary>
    private static readonly UseCases Cases = new UseCases()
        .With<StartCheckUp>()
        .With<ShowCheckUp>()
        .With<DownloadReport>()
        .With<ListCheckUps>()
        .With<ShowTicketDiagnosis>()
        .With<PreviewRemedy>()
        .With<StartRemedy>()
        .With<ListHolds>();

    public static IServiceCollection AddDiagnosis(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<DiagnosisSettings>(configuration, DiagnosisSettings.Section);
        services.AddScoped<IFindings, OpenFindings>();

        services.AddListener<TicketOpened, CheckUpOnTicketOpened>();
        services.AddListener<TicketDeviceChanged, CheckUpOnTicketDeviceChanged>();
        services.AddListener<CheckUpWanted, CheckUpOnWish>();
        services.AddListener<TicketReopened, CancelHoldsOfReopenedTicket>();
        services.AddListener<JobApproved, FollowApproval>();
        services.AddListener<JobFinished, FinishCheckUp>();
        services.AddListener<JobFinished, FinishRemedy>();
        services.AddListener<JobFinished, FinishHold>();
        services.AddHostedService<RunDueHolds>();

        services.AddScoped<BeginCheckUp>().AddScoped<CheckUpOnTicket>().AddScoped<CheckUpSummaries>();
        services.AddScoped<FindRemedy>();
        services.AddScoped<SetHolds>().AddScoped<CancelHolds>();
        Cases.AddTo(services);
        return services;
    }

    public static void MapDiagnosis(this RouteGroupBuilder api) => Cases.MapOn(api);
}
