using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.Security;

/// <summary>One of everything that is planned: a change, a standard change, a freeze.</summary>
internal static class ChangesOfHouse
{
    private static readonly string[] Risk = ["reach.person", "interruption.none", "tested.same", "undo.minutes", "before.often"];

    public static async Task<IReadOnlyDictionary<string, long>> FillAsync(FettleServer server, long organisation, TestPerson lead)
    {
        var now = server.Clock.GetUtcNow();
        return new Dictionary<string, long>(StringComparer.Ordinal)
        {
            ["/changes"] = (await lead.PostAsync("/changes", new { kind = "normal", subject = "c", why = "w" })).Number(),
            ["/change-templates"] = (await lead.PostAsync(
                "/change-templates", new { organisationId = organisation, template = new { name = "t", plan = "p", testPlan = "t", backOut = "b", riskAnswers = Risk } })).Number("id"),
            ["/change-freezes"] = (await lead.PostAsync("/change-freezes", new { organisationId = organisation, name = "f", from = now, until = now.AddDays(1) })).Number("id"),
        };
    }
}
