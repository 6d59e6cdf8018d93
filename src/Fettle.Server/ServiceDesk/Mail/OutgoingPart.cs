using Fettle.Server.Platform;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Mail.Bounces;
using Fettle.Server.ServiceDesk.Mail.Outgoing;
using Fettle.Server.ServiceDesk.Mail.Shown;

namespace Fettle.Server.ServiceDesk.Mail;

/// <summary>Mail that goes out, what comes back of it, and how mail is shown on a ticket.</summary>
internal static class OutgoingPart
{
    public static readonly UseCases Cases = new UseCases()
        .With<ListSenders>()
        .With<CreateSender>()
        .With<ChangeSender>()
        .With<TrySender>()
        .With<DeleteSender>()
        .With<SendMailAgain>()
        .With<ListBouncedAddresses>()
        .With<ClearBouncedAddress>()
        .With<ReadMailOfTicket>()
        .With<ShowMailAsSent>()
        .With<DownloadMail>();

    public static void AddOutgoingMail(this IServiceCollection services)
    {
        services.AddSingleton<ThreadToken>().AddSingleton<NotWrittenDown>().AddSingleton<SenderSecret>();
        services.AddScoped<OwnAddresses>().AddScoped<MayBeAcknowledged>().AddScoped<BouncedAddresses>().AddScoped<MarkBounced>();
        services.AddScoped<OneSender>().AddScoped<SenderConnection>().AddScoped<SenderOf>().AddScoped<Recipients>().AddScoped<MailReplies>();
        services.AddScoped<ComposeMail>().AddScoped<HandOver>().AddScoped<MailOutcome>().AddScoped<OneMail>();
        services.AddListener<TicketOpened, AcknowledgeNewTicket>();
        services.AddHostedService<SendWaitingMail>();
    }
}
