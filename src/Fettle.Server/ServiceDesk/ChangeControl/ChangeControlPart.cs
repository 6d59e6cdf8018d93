using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.ChangeControl.Approval;
using Fettle.Server.ServiceDesk.ChangeControl.Calendar;
using Fettle.Server.ServiceDesk.ChangeControl.Planning;
using Fettle.Server.ServiceDesk.ChangeControl.Templates;

namespace Fettle.Server.ServiceDesk.ChangeControl;

/// <summary>Changes: planned, weighed, approved by a board of their own, put into a calendar, done and looked back at.</summary>
internal static class ChangeControlPart
{
    public static readonly UseCases Cases = new UseCases()
        .With<ListChanges>()
        .With<ReadChangeCalendar>()
        .With<DraftChange>()
        .With<ReadChange>()
        .With<PlanChange>()
        .With<SubmitChange>()
        .With<VoteOnChange>()
        .With<StartChange>()
        .With<FinishChange>()
        .With<ReviewChange>()
        .With<CancelChange>()
        .With<ListRiskQuestions>()
        .With<ListBoards>()
        .With<SetBoard>()
        .With<ListChangeTemplates>()
        .With<CreateChangeTemplate>()
        .With<ChangeTemplateWords>()
        .With<PlanFreeze>()
        .With<LiftFreeze>();

    public static void AddChangeControl(this IServiceCollection services) =>
        services.AddScoped<OneChange>().AddScoped<ShowChange>().AddScoped<FindConflicts>();
}
