using Fettle.Server.Platform;
using Fettle.Server.Platform.Settings;
using Fettle.Server.Platform.Web;
using Fettle.Server.ServiceDesk.Rules.Acting;
using Fettle.Server.ServiceDesk.Rules.Matching;
using Fettle.Server.ServiceDesk.Rules.DryRun;
using Fettle.Server.ServiceDesk.Rules.Settings;
using Fettle.Server.ServiceDesk.Rules.Timed;

namespace Fettle.Server.ServiceDesk.Rules;

/// <summary>What the desk has done by itself.</summary>
internal static class RulesPart
{
    public static readonly UseCases Cases = new UseCases()
        .With<ListRules>()
        .With<CreateRule>()
        .With<ChangeRule>()
        .With<DeleteRule>()
        .With<MoveRule>()
        .With<ListRuleRuns>()
        .With<TryOutRule>();

    public static void AddRules(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<RuleSettings>(configuration, RuleSettings.Section);
        services.AddScoped<RuleChain>().AddScoped<TellWritten>().AddScoped<ReadFacts>().AddScoped<RunRules>().AddScoped<StopRule>();
        services.AddScoped<ActOnTicket>().AddScoped<AssignToTeam>().AddScoped<ActionWords>().AddScoped<AnswerByRule>().AddScoped<OneRule>().AddScoped<CheckRule>();
        services.AddScoped<DueTickets>().AddScoped<ApplyTimedRule>().AddScoped<LookBack>();
        services.AddHostedService<RunTimedRules>();
        services.AddListener<TicketWritten, FollowTicket>();
    }
}
