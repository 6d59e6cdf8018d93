using Fettle.Server.Automation;
using Fettle.Server.People;
using Fettle.Server.Platform.Example;
using Fettle.Server.Platform.Web;
using Fettle.Server.Platform;
using Fettle.Server.ServiceDesk.Catalogue.Approvals;
using Fettle.Server.ServiceDesk.Catalogue.Asking;
using Fettle.Server.ServiceDesk.Catalogue.Delegating;
using Fettle.Server.ServiceDesk.Catalogue.Example;
using Fettle.Server.ServiceDesk.Catalogue.Offerings;
using Fettle.Server.ServiceDesk.Catalogue.Requests;
using Fettle.Server.ServiceDesk.Catalogue.Tasks;

namespace Fettle.Server.ServiceDesk.Catalogue;

/// <summary>What people can ask for: services with forms, who has to agree, and the work that it unfolds into.</summary>
internal static class CataloguePart
{
    public static readonly UseCases Cases = new UseCases()
        .With<ListOfferings>()
        .With<ReadOffering>()
        .With<CreateOffering>()
        .With<ChangeOffering>()
        .With<InstallShippedOfferings>()
        .With<ListOffered>()
        .With<ReadRequestForm>()
        .With<SendRequest>()
        .With<UploadForForm>()
        .With<FindColleague>()
        .With<FindOwnDevice>()
        .With<ReadRequest>()
        .With<ReadOwnRequest>()
        .With<ListOwnApprovals>()
        .With<ReadOwnApproval>()
        .With<AnswerOwnApproval>()
        .With<ShowByLink>()
        .With<AnswerByLink>()
        .With<AskSomebodyElse>()
        .With<ListDelegations>()
        .With<NameDelegate>()
        .With<EndDelegation>()
        .With<ChangeTask>()
        .With<GiveTask>()
        .With<ListOwnTasks>();

    public static void AddCatalogue(this IServiceCollection services)
    {
        services.AddScoped<WhoSees>().AddScoped<CheckOffering>().AddScoped<InstallShipped>().AddScoped<ReadAnswers>().AddScoped<ShowAnswers>();
        services.AddListener<InstallationSetUp, InstallShipped>();

        services.AddSingleton<ApprovalLinks>();
        services.AddScoped<ApproversOf>().AddScoped<StandIns>().AddScoped<Advance>().AddScoped<AskApprovers>().AddScoped<TellRequester>().AddScoped<WriteLetter>();
        services.AddScoped<ApprovalLetter>().AddScoped<TakeAnswer>().AddScoped<TakeLook>().AddScoped<AnswerByMail>();
        services.AddScoped<OwnQuestions>().AddScoped<ShowQuestion>().AddScoped<EnterByLink>();
        services.AddListener<TicketResolved, WithdrawRequest>();
        services.AddHostedService<WatchApprovals>();

        services.AddSingleton<WebhookSignature>().AddSingleton<CallWebhook>();
        services.AddScoped<Unfold>().AddScoped<StartTasks>().AddScoped<OneTask>().AddScoped<EndTask>();
        services.AddListener<JobFinished, EndTaskWithJob>();
        services.AddHostedService<CallWebhooks>();

        services.AddScoped<IExample, FillRequests>();
    }
}
