using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Changes;

/// <summary>Changes as things of their own: done to many, taken back.</summary>
internal static class ChangesPart
{
    public static readonly UseCases Cases = new UseCases()
        .With<UndoBulkChange>();

    public static void AddChanges(this IServiceCollection services)
    {
        services.AddScoped<ApplyChange>();
    }
}
