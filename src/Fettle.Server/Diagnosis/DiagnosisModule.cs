using Fettle.Server.Automation;
using Fettle.Server.Diagnosis.CheckUps;
using Fettle.Server.Diagnosis.Holds;
using Fettle.Server.Diagnosis.Remedies;
using Fettle.Server.Platform;
using Fettle.Server.Platform.Settings;
using Fettle.Server.ServiceDesk;

namespace Fettle.Server.Diagnosis;

/// <summary>Check-ups, what they find, remedies, and the later looks that prove that a fix holds.</summary>
internal static class DiagnosisModule
{
    public static IServiceCollection AddDiagnosis(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<DiagnosisSettings>(configuration, DiagnosisSettings.Section);
        services.AddScoped<IFindings, OpenFindings>();

        services.AddListener<TicketOpened, CheckUpOnTicketOpened>();
        services.AddListener<TicketDeviceChanged, CheckUpOnTicketDeviceChanged>();
        services.AddListener<TicketReopened, CancelHoldsOfReopenedTicket>();
        services.AddListener<JobApproved, FollowApproval>();
        services.AddListener<JobFinished, FinishCheckUp>();
        services.AddListener<JobFinished, FinishRemedy>();
        services.AddListener<JobFinished, FinishHold>();
        services.AddHostedService<RunDueHolds>();

        services.AddScoped<BeginCheckUp>().AddScoped<CheckUpOnTicket>().AddScoped<CheckUpSummaries>();
        services.AddScoped<StartCheckUp>().AddScoped<ShowCheckUp>().AddScoped<ListCheckUps>().AddScoped<DownloadReport>().AddScoped<ShowTicketDiagnosis>();
        services.AddScoped<FindRemedy>().AddScoped<PreviewRemedy>().AddScoped<StartRemedy>();
        services.AddScoped<SetHolds>().AddScoped<CancelHolds>().AddScoped<ListHolds>();
        return services;
    }

    public static void MapDiagnosis(this RouteGroupBuilder api)
    {
        var checkUps = api.MapGroup("/checkups").WithTags("Diagnosis");
        StartCheckUp.Map(checkUps);
        ShowCheckUp.Map(checkUps);
        DownloadReport.Map(checkUps);
        ListCheckUps.Map(api.MapGroup("/devices").WithTags("Diagnosis"));
        ShowTicketDiagnosis.Map(api.MapGroup("/tickets").WithTags("Diagnosis"));

        var remedies = api.MapGroup("/remedies").WithTags("Diagnosis");
        PreviewRemedy.Map(remedies);
        StartRemedy.Map(remedies);
        ListHolds.Map(api.MapGroup("/holds").WithTags("Diagnosis"));
    }
}
