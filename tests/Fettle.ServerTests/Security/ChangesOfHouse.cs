using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.Security;

/// <summary>One of everything that is planned: a change, a standard change, a freeze; a major incident, an announcement.</summary>
internal static class ChangesOfHouse
{
    private static readonly string[] Risk = ["reach.person", "interruption.none", "tested.same", "undo.minutes", "before.often"];

    public static async Task<IReadOnlyDictionary<string, long>> FillAsync(FettleServer server, long organisation, TestPerson lead)
    {
        var now = server.Clock.GetUtcNow();
        var major = (await lead.PostAsync("/tickets", new { kind = "incident", subject = "m", body = "m" })).Number();
        await lead.PostAsync($"/tickets/{major}/major-incident");
        return new Dictionary<string, long>(StringComparer.Ordinal)
        {
            ["/changes"] = (await lead.PostAsync("/changes", new { kind = "normal", subject = "c", why = "w" })).Number(),
            ["/change-templates"] = (await lead.PostAsync(
                "/change-templates", new { organisationId = organisation, template = new { name = "t", plan = "p", testPlan = "t", backOut = "b", riskAnswers = Risk } })).Number("id"),
            ["/major-incidents"] = major,
            ["roomTaskId"] = (await lead.PostAsync($"/major-incidents/{major}/tasks", new { text = "t" })).GetProperty("tasks")[0].Number("id"),
            ["/announcements"] = (await lead.PostAsync(
                "/announcements", new { kind = "news", severity = "info", title = "a", organisations = new[] { organisation }, until = now.AddDays(1) })).Number("id"),
            ["/report-schedules"] = (await lead.PostAsync(
                "/report-schedules",
                new { organisationId = organisation, name = "r", kind = "desk", format = "csv", recipients = new[] { lead.Id }, every = "day", atMinute = 0, timeZone = "UTC" })).Number("id"),
            ["/change-freezes"] = (await lead.PostAsync("/change-freezes", new { organisationId = organisation, name = "f", from = now, until = now.AddDays(1) })).Number("id"),
        };
    }
}
