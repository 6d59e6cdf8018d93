using Fettle.Server.Platform.Settings;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Mail.Incoming;
using Fettle.Server.ServiceDesk.Mail.Mailboxes;
using Fettle.Server.ServiceDesk.Mail.Quarantine;

namespace Fettle.Server.ServiceDesk.Mail;

/// <summary>Mail that comes in: mailboxes and what is handed in, understanding it, and the quarantine.</summary>
internal static class IncomingPart
{
    public static readonly UseCases Cases = new UseCases()
        .With<HandInMail>()
        .With<ListMailboxes>()
        .With<CreateMailbox>()
        .With<ChangeMailbox>()
        .With<DeleteMailbox>()
        .With<PauseMailbox>()
        .With<TryMailbox>()
        .With<ListQuarantine>()
        .With<ReadQuarantined>()
        .With<DownloadReceived>()
        .With<ReplayMail>()
        .With<DiscardMail>();

    public static void AddIncomingMail(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<MailSettings>(configuration, MailSettings.Section);
        services.AddSingleton<MailArrivals>();
        services.AddScoped<FindThread>().AddScoped<WhoWrites>().AddScoped<KeepFiles>().AddScoped<FileMail>().AddScoped<FileSideMail>().AddScoped<FileReport>();
        services.AddHostedService<UnderstandMail>();

        services.AddScoped<CheckMailbox>();
        services.AddSingleton<MailboxSecret>().AddSingleton<TakeMessages>();
        services.AddSingleton<MailboxChanges>();
        services.AddHostedService<FetchMail>();
        services.AddHostedService<WatchMailboxes>();
    }
}
