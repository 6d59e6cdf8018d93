using Fettle.Server.Diagnosis;
using Fettle.Server.Knowledge;
using Fettle.Server.Platform;
using Fettle.Server.Platform.Example;
using Fettle.Server.Platform.Settings;
using Fettle.Server.ServiceDesk.Attachments;
using Fettle.Server.ServiceDesk.Example;
using Fettle.Server.ServiceDesk.Loop;
using Fettle.Server.ServiceDesk.Portal;
using Fettle.Server.ServiceDesk.Problems;
using Fettle.Server.ServiceDesk.Queues;
using Fettle.Server.ServiceDesk.Tickets;
using Fettle.Server.ServiceDesk.Views;

namespace Fettle.Server.ServiceDesk;

/// <summary>Tickets from report to proof: queue, timeline, views, portal, and the steps of the loop that Diagnosis tells.</summary>
internal static class ServiceDeskModule
{
    public static IServiceCollection AddServiceDesk(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<OneTicket>().AddScoped<NewTicket>().AddScoped<OnceOnly>().AddScoped<Names>();
        services.AddScoped<TicketFilter>().AddScoped<TicketSearch>().AddScoped<FindView>().AddScoped<FirstQueue>();

        services.AddScoped<ListTickets>().AddScoped<OpenTicket>().AddScoped<ReadTicket>().AddScoped<ReadTimeline>().AddScoped<MarkTicketSeen>();
        services.AddScoped<ReplyToTicket>().AddScoped<AddNote>().AddScoped<DraftReply>();
        services.AddScoped<ChangeTicketStatus>().AddScoped<AssignTicket>().AddScoped<MoveTicket>().AddScoped<WeighTicket>().AddScoped<ChangeTicketRequester>();
        services.AddScoped<ChangeTicketDevice>().AddScoped<RenameTicket>().AddScoped<TagTicket>().AddScoped<WatchTicket>().AddScoped<UnwatchTicket>();
        services.AddScoped<LinkTickets>().AddScoped<UnlinkTickets>().AddScoped<ChangeTicketsInBulk>();

        services.AddScoped<ListViews>().AddScoped<SaveView>().AddScoped<DeleteView>().AddScoped<CountViews>();
        services.AddScoped<ListTechnicians>();
        services.AddScoped<ListQueues>().AddScoped<CreateQueue>();
        services.AddScoped<ListProblems>().AddScoped<ReadProblem>().AddScoped<ProblemOfCause>();

        services.AddScoped<OwnTickets>().AddScoped<ReportFault>().AddScoped<ListOwnTickets>().AddScoped<ReadOwnTicket>();
        services.AddScoped<ReplyToOwnTicket>().AddScoped<ConfirmSolution>().AddScoped<SuggestArticles>();

        services.AddSettings<DeskSettings>(configuration, DeskSettings.Section);
        services.AddHostedService<CloseSolvedTickets>();
        services.AddHostedService<SweepLeftovers>();
        services.AddScoped<TakeFiles>().AddScoped<AttachFiles>().AddScoped<AttachOwnFiles>().AddScoped<DownloadAttachment>();

        services.AddScoped<LoopLine>();
        services.AddListener<CheckUpStarted, WriteCheckUpStarted>();
        services.AddListener<CheckUpFinished, WriteCheckUpFinished>();
        services.AddListener<RemedyPreviewed, WriteRemedyPreviewed>();
        services.AddListener<RemedyStarted, WriteRemedyStarted>();
        services.AddListener<RemedyFinished, VerifyTicket>();
        services.AddListener<HoldPassed, WriteHoldPassed>();
        services.AddListener<FaultReturned, ReopenOnReturnedFault>();
        services.AddListener<ArticleDrafted, WriteArticleDrafted>();
        services.AddScoped<ITickets, TellStory>().AddScoped<IExample, FillTickets>().AddScoped<CopyTickets>();
        return services;
    }

    public static void MapServiceDesk(this RouteGroupBuilder api)
    {
        ListTickets.Map(api);
        CountViews.Map(api);
        OpenTicket.Map(api);
        ReadTicket.Map(api);
        ReadTimeline.Map(api);
        MarkTicketSeen.Map(api);
        ReplyToTicket.Map(api);
        AddNote.Map(api);
        DraftReply.Map(api);
        ChangeTicketStatus.Map(api);
        AssignTicket.Map(api);
        MoveTicket.Map(api);
        WeighTicket.Map(api);
        ChangeTicketRequester.Map(api);
        ChangeTicketDevice.Map(api);
        RenameTicket.Map(api);
        TagTicket.Map(api);
        WatchTicket.Map(api);
        UnwatchTicket.Map(api);
        LinkTickets.Map(api);
        UnlinkTickets.Map(api);
        ChangeTicketsInBulk.Map(api);
        AttachFiles.Map(api);
        AttachOwnFiles.Map(api);
        DownloadAttachment.Map(api);
        ListViews.Map(api);
        SaveView.Map(api);
        DeleteView.Map(api);
        ListTechnicians.Map(api);
        ListQueues.Map(api);
        CreateQueue.Map(api);
        ListProblems.Map(api);
        ReadProblem.Map(api);
        ReportFault.Map(api);
        ListOwnTickets.Map(api);
        ReadOwnTicket.Map(api);
        ReplyToOwnTicket.Map(api);
        ConfirmSolution.Map(api);
        SuggestArticles.Map(api);
    }
}
