using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.MajorIncidents;

/// <summary>Major incidents: one room, everybody affected told at once, and a problem of what was behind it.</summary>
internal static class MajorIncidentsPart
{
    public static readonly UseCases Cases = new UseCases()
        .With<ListMajorIncidents>()
        .With<DeclareMajorIncident>()
        .With<ReadMajorIncident>()
        .With<JoinMajorIncident>()
        .With<LogMajorIncident>()
        .With<AddMajorIncidentTask>()
        .With<TickMajorIncidentTask>()
        .With<LinkAffected>()
        .With<TellEverybody>()
        .With<EndMajorIncident>();

    public static void AddMajorIncidents(this IServiceCollection services) => services.AddScoped<OneMajorIncident>().AddScoped<FindAlike>();
}
