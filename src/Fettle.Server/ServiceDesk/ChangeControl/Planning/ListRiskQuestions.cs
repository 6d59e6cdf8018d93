using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.ChangeControl.Planning;

/// <summary>What is asked to tell how risky a change is, with the points of each answer.</summary>
internal sealed class ListRiskQuestions(CurrentPerson me) : IUseCase
{
    /// <param name="Medium">From this score on the risk is medium.</param>
    /// <param name="High">From this score on it is high.</param>
    public sealed record Questionnaire(IReadOnlyList<RiskQuestions.Question> Questions, int Medium, int High, int Most);

    public static void Map(RouteGroupBuilder api) => api.MapGet("/change-risks", (ListRiskQuestions useCase) => useCase.Run());

    /// <exception cref="Forbidden">The caller sees tickets nowhere.</exception>
    public Questionnaire Run()
    {
        me.Require(Permission.ViewTickets);
        return new(RiskQuestions.All, RiskQuestions.Medium, RiskQuestions.High, RiskQuestions.Most);
    }
}
