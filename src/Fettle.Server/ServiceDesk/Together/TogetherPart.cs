using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Together;

/// <summary>Several people at one ticket: who else is there, what each has begun to write, who is called.</summary>
internal static class TogetherPart
{
    public static readonly UseCases Cases = new UseCases()
        .With<AnnouncePresence>()
        .With<KeepOwnDraft>();

    public static void AddTogether(this IServiceCollection services)
    {
        services.AddScoped<MentionPeople>();
    }
}
