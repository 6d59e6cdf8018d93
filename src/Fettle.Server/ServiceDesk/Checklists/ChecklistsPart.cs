using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Checklists;

/// <summary>What is to be done on a ticket, and what of it is.</summary>
internal static class ChecklistsPart
{
    public static readonly UseCases Cases = new UseCases()
        .With<ReadChecklist>()
        .With<AddChecks>()
        .With<ChangeCheck>()
        .With<RemoveCheck>();
}
