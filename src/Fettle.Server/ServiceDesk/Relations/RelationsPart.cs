using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Relations;

/// <summary>What tickets have to do with each other: merged, split off, parts of a larger one.</summary>
internal static class RelationsPart
{
    private static readonly UseCases Cases = new UseCases()
        .With<MergeTickets>()
        .With<UnmergeTicket>()
        .With<SplitOffMessage>()
        .With<ChooseParent>();

    public static void AddRelations(this IServiceCollection services)
    {
        services.AddScoped<TicketTree>().AddScoped<BeforeSolving>();
        Cases.AddTo(services);
    }

    public static void MapRelations(this RouteGroupBuilder api) => Cases.MapOn(api);
}
