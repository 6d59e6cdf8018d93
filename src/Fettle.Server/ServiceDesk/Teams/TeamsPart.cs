using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Teams;

/// <summary>Who works together, and who is given what.</summary>
internal static class TeamsPart
{
    private static readonly UseCases Cases = new UseCases()
        .With<ListTeams>()
        .With<SaveTeam>()
        .With<ChangeTeam>()
        .With<AssignQueue>();

    public static void AddTeams(this IServiceCollection services)
    {
        services.AddScoped<AssignOnOpening>();
        Cases.AddTo(services);
    }

    public static void MapTeams(this RouteGroupBuilder api) => Cases.MapOn(api);
}
