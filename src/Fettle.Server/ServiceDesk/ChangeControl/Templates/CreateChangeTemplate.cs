using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Fettle.Server.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.ChangeControl.Templates;

/// <summary>Writes down a standard change, approved with that for all its uses.</summary>
internal sealed class CreateChangeTemplate(FettleDb db, CurrentPerson me, ListChangeTemplates templates) : IUseCase
{
    public sealed record Request(long OrganisationId, Words Template);

    /// <param name="Plan">What is done, step by step; Markdown.</param>
    /// <param name="TestPlan">How it is seen that it works.</param>
    /// <param name="BackOut">How it is taken back.</param>
    /// <param name="RiskAnswers">One answer of each risk question.</param>
    /// <param name="Retired">It is used no more.</param>
    public sealed record Words(string Name, string Plan, string TestPlan, string BackOut, IReadOnlyList<string> RiskAnswers, bool Retired = false);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/change-templates", (Request request, CreateChangeTemplate useCase, CancellationToken cancel) => useCase.RunAsync(request, cancel));

    /// <exception cref="NotFound">No such organisation where the caller sees tickets.</exception>
    /// <exception cref="Forbidden">The caller does not manage the desk there.</exception>
    /// <exception cref="Conflict">The organisation has a template of this name.</exception>
    /// <exception cref="Invalid">Something is missing, or its risk is high.</exception>
    public async Task<ListChangeTemplates.Item> RunAsync(Request request, CancellationToken cancel)
    {
        me.Require(Permission.ManageServiceDesk);
        if (!me.May(Permission.ViewTickets, request.OrganisationId))
            throw new NotFound($"Organisation {request.OrganisationId}");
        me.Require(Permission.ManageServiceDesk, request.OrganisationId);
        return await SaveAsync(new(request.OrganisationId), request.Template, cancel);
    }

    /// <summary>What is checked of one that is changed, too.</summary>
    public async Task<ListChangeTemplates.Item> SaveAsync(ChangeTemplate template, Words words, CancellationToken cancel)
    {
        var answers = RiskQuestions.Read(words.RiskAnswers);
        if (!RiskQuestions.AreAllAnswered(answers))
            throw new Invalid("riskAnswers", "are not complete");
        if (RiskQuestions.LevelOf(RiskQuestions.Score(answers)) == RiskLevel.High)
            throw new Invalid("riskAnswers", "make the risk high: such a change is approved each time");
        template.Become(
            Demand.Text(words.Name, "name", longest: 100), Text(words.Plan, "plan"), Text(words.TestPlan, "testPlan"), Text(words.BackOut, "backOut"), answers, words.Retired);
        if (await db.ChangeTemplates.AnyAsync(t => t.OrganisationId == template.OrganisationId && t.Name == template.Name && t.Id != template.Id, cancel))
            throw new Conflict($"There is a standard change called {template.Name} already.");
        if (template.Id == 0)
            db.Add(template);
        db.Nudge("tickets", null, template.OrganisationId);
        await db.SaveChangesAsync(cancel);
        return templates.Of(template);
    }

    private static string Text(string? text, string field) => Demand.Text(text, field, PlannedChange.LongestText, severalLines: true);
}
