using Fettle.Server.Diagnosis;
using Fettle.Server.Knowledge;
using Fettle.Server.Platform;
using Fettle.Server.Platform.Example;
using Fettle.Server.Platform.Settings;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Announcements;
using Fettle.Server.ServiceDesk.Attachments;
using Fettle.Server.ServiceDesk.Catalogue;
using Fettle.Server.ServiceDesk.Calls;
using Fettle.Server.ServiceDesk.ChangeControl;
using Fettle.Server.ServiceDesk.Changes;
using Fettle.Server.ServiceDesk.Chats;
using Fettle.Server.ServiceDesk.Checklists;
using Fettle.Server.ServiceDesk.Example;
using Fettle.Server.ServiceDesk.Exports;
using Fettle.Server.ServiceDesk.Fields;
using Fettle.Server.ServiceDesk.Loop;
using Fettle.Server.ServiceDesk.Macros;
using Fettle.Server.ServiceDesk.Mail;
using Fettle.Server.ServiceDesk.MajorIncidents;
using Fettle.Server.ServiceDesk.MovingIn;
using Fettle.Server.ServiceDesk.Personal;
using Fettle.Server.ServiceDesk.Portal;
using Fettle.Server.ServiceDesk.Problems;
using Fettle.Server.ServiceDesk.Queues;
using Fettle.Server.ServiceDesk.Recurring;
using Fettle.Server.ServiceDesk.Relations;
using Fettle.Server.ServiceDesk.Reports;
using Fettle.Server.ServiceDesk.Rules;
using Fettle.Server.ServiceDesk.Satisfaction;
using Fettle.Server.ServiceDesk.Searching;
using Fettle.Server.ServiceDesk.Teams;
using Fettle.Server.ServiceDesk.Templates;
using Fettle.Server.ServiceDesk.Tickets;
using Fettle.Server.ServiceDesk.Together;
using Fettle.Server.ServiceDesk.Vendors;
using Fettle.Server.ServiceDesk.Views;
using Fettle.Server.ServiceDesk.Webhooks;
using Fettle.Server.ServiceDesk.Webhooks.Incoming;
using Fettle.Server.ServiceDesk.WebForms;

namespace Fettle.Server.ServiceDesk;

/// <summary>Tickets from report to proof: queue, timeline, views, portal, and the steps of the loop that Diagnosis tells.</summary>
internal static class ServiceDeskModule
{
    /// <summary>What people ask for, over <c>/api</c>.</summary>
    private static readonly UseCases Cases = new UseCases()
        .With<ListTickets>()
        .With<CountViews>()
        .With<OpenTicket>()
        .With<ReadTicket>()
        .With<ReadTimeline>()
        .With<MarkTicketSeen>()
        .With<ReplyToTicket>()
        .With<AddNote>()
        .With<DraftReply>()
        .With<ChangeTicketStatus>()
        .With<AssignTicket>()
        .With<MoveTicket>()
        .With<WeighTicket>()
        .With<ChangeTicketRequester>()
        .With<ChangeTicketDevice>()
        .With<RenameTicket>()
        .With<TagTicket>()
        .With<WatchTicket>()
        .With<UnwatchTicket>()
        .With<LinkTickets>()
        .With<UnlinkTickets>()
        .With<ChangeTicketsInBulk>()
        .With<AttachFiles>()
        .With<AttachOwnFiles>()
        .With<DownloadAttachment>()
        .With<ListViews>()
        .With<SaveView>()
        .With<DeleteView>()
        .With<ListTechnicians>()
        .With<ListQueues>()
        .With<CreateQueue>()
        .With<ReportFault>()
        .With<ListOwnTickets>()
        .With<ReadOwnTicket>()
        .With<ReplyToOwnTicket>()
        .With<ConfirmSolution>()
        .With<RateOwnTicket>()
        .With<ReportOnDesk>()
        .With<ReportOnCauses>()
        .With<SuggestArticles>()
        .With(RelationsPart.Cases)
        .With(FieldsPart.Cases)
        .With(SearchingPart.Cases)
        .With(ChangesPart.Cases)
        .With(ProblemsPart.Cases)
        .With(ChangeControlPart.Cases)
        .With(MajorIncidentsPart.Cases)
        .With(AnnouncementsPart.Cases)
        .With(ExportsPart.Cases)
        .With(TogetherPart.Cases)
        .With(PersonalPart.Cases)
        .With(MacrosPart.Cases)
        .With(TeamsPart.Cases)
        .With(IncomingPart.Cases)
        .With(OutgoingPart.Cases)
        .With(MovingInPart.Cases)
        .With(PromisesPart.Cases)
        .With(RulesPart.Cases)
        .With(WebhooksPart.Cases)
        .With(CataloguePart.Cases)
        .With(CallsPart.Cases)
        .With(ChatsPart.Cases)
        .With(WebFormsPart.Cases)
        .With(ChecklistsPart.Cases)
        .With(TemplatesPart.Cases)
        .With(RecurringPart.Cases)
        .With(VendorsPart.Cases);

    public static IServiceCollection AddServiceDesk(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<OneTicket>().AddScoped<NewTicket>().AddScoped<OnceOnly>().AddScoped<Names>();
        services.AddScoped<TicketFilter>().AddScoped<TicketSearch>().AddScoped<FindView>().AddScoped<FirstQueue>();

        services.AddPromises(configuration);
        services.AddRelations();
        services.AddFields();
        services.AddSearching();
        services.AddChanges();
        services.AddChangeControl();
        services.AddMajorIncidents();
        services.AddExports();
        services.AddScoped<ReportGroups>();
        services.AddTogether();
        services.AddPersonal();
        services.AddTeams();
        services.AddRules(configuration);
        services.AddWebhooks();
        services.AddChats();
        services.AddWebForms();
        services.AddTemplates();
        services.AddRecurring();
        services.AddVendors();
        services.AddMovingIn();

        services.AddProblems();

        services.AddScoped<OwnTickets>();

        services.AddSettings<DeskSettings>(configuration, DeskSettings.Section);
        services.AddHostedService<CloseSolvedTickets>();
        services.AddHostedService<SweepLeftovers>();
        services.AddScoped<TakeFiles>();

        services.AddScoped<LoopLine>();
        services.AddListener<CheckUpStarted, WriteCheckUpStarted>();
        services.AddListener<CheckUpFinished, WriteCheckUpFinished>();
        services.AddListener<RemedyPreviewed, WriteRemedyPreviewed>();
        services.AddListener<RemedyStarted, WriteRemedyStarted>();
        services.AddListener<RemedyFinished, VerifyTicket>();
        services.AddListener<HoldPassed, WriteHoldPassed>();
        services.AddListener<FaultReturned, ReopenOnReturnedFault>();
        services.AddListener<ArticleDrafted, WriteArticleDrafted>();
        services.AddScoped<ITickets, TellStory>().AddScoped<IExample, FillPromises>().AddScoped<IExample, FillTickets>().AddScoped<IExample, FillChanges>().AddScoped<CopyTickets>();
        services.AddIncomingMail(configuration);
        services.AddOutgoingMail();
        services.AddCatalogue();
        Cases.AddTo(services);
        return services;
    }

    public static void MapServiceDesk(this RouteGroupBuilder api) => Cases.MapOn(api);

    /// <summary>What other programs call: outside of <c>/api</c>, since they are nobody who could sign in.</summary>
    public static void MapHooks(this IEndpointRouteBuilder app) => ReceiveCall.Map(app);
}
