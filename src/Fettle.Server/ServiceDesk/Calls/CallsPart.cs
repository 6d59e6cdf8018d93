using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Calls;

/// <summary>The telephone: who calls, and what they said.</summary>
internal static class CallsPart
{
    public static readonly UseCases Cases = new UseCases()
        .With<FindCaller>()
        .With<LogCall>();
}
