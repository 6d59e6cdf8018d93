using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Macros;

/// <summary>Several changes and a reply under one name.</summary>
internal static class MacrosPart
{
    public static readonly UseCases Cases = new UseCases()
        .With<ListMacros>()
        .With<SaveMacro>()
        .With<ChangeMacro>()
        .With<DeleteMacro>()
        .With<PreviewMacro>()
        .With<ApplyMacro>();
}
