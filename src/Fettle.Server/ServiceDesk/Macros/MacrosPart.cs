using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Macros;

/// <summary>Several changes and a reply under one name.</summary>
internal static class MacrosPart
{
    private static readonly UseCases Cases = new UseCases()
        .With<ListMacros>()
        .With<SaveMacro>()
        .With<ChangeMacro>()
        .With<DeleteMacro>()
        .With<PreviewMacro>()
        .With<ApplyMacro>();

    public static void AddMacros(this IServiceCollection services) => Cases.AddTo(services);

    public static void MapMacros(this RouteGroupBuilder api) => Cases.MapOn(api);
}
