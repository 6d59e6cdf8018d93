using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Teams;

/// <summary>Who works together, and who is given what.</summary>
internal static class TeamsPart
{
    public static readonly UseCases Cases = new UseCases()
        .With<ListTeams>()
        .With<SaveTeam>()
        .With<ChangeTeam>()
        .With<AssignQueue>();

    public static void AddTeams(this IServiceCollection services)
    {
        services.AddScoped<AssignOnOpening>();
    }
}
