using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.ChangeControl.Templates;

/// <summary>The standard changes of the organisations where the caller sees tickets, retired ones last.</summary>
internal sealed class ListChangeTemplates(FettleDb db, CurrentPerson me) : IUseCase
{
    /// <param name="MayChange">The caller manages the desk there.</param>
    public sealed record Item(
        long Id, long OrganisationId, string Name, string Plan, string TestPlan, string BackOut, IReadOnlyList<string> RiskAnswers, RiskLevel Risk, bool Retired, bool MayChange);

    public static void Map(RouteGroupBuilder api) => api.MapGet("/change-templates", (ListChangeTemplates useCase, CancellationToken cancel) => useCase.RunAsync(cancel));

    /// <exception cref="Forbidden">The caller sees tickets nowhere.</exception>
    public async Task<IReadOnlyList<Item>> RunAsync(CancellationToken cancel)
    {
        me.Require(Permission.ViewTickets);
        var templates = await db.ChangeTemplates.AsNoTracking().OrderBy(t => t.Retired).ThenBy(t => t.Name).ThenBy(t => t.Id).ToListAsync(cancel);
        return [.. templates.Where(t => me.May(Permission.ViewTickets, t.OrganisationId)).Select(Of)];
    }

    public Item Of(ChangeTemplate t) => new(
        t.Id, t.OrganisationId, t.Name, t.Plan, t.TestPlan, t.BackOut, t.RiskAnswers, RiskQuestions.LevelOf(RiskQuestions.Score(t.RiskAnswers)), t.Retired,
        me.May(Permission.ManageServiceDesk, t.OrganisationId));
}
