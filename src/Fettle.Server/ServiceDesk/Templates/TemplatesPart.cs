using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Templates;

/// <summary>What tickets that come up again and again begin with.</summary>
internal static class TemplatesPart
{
    public static readonly UseCases Cases = new UseCases()
        .With<ListTemplates>()
        .With<CreateTemplate>()
        .With<ChangeTemplate>()
        .With<DeleteTemplate>();

    public static void AddTemplates(this IServiceCollection services)
    {
        services.AddScoped<OneTemplate>().AddScoped<ApplyTemplate>();
    }
}
