using System.Net;
using System.Text.Json;
using Fettle.Server.People;
using Fettle.Server.ServiceDesk.Catalogue.Approvals;
using Fettle.ServerTests.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Fettle.ServerTests.ServiceDesk.Catalogue;

/// <summary>A house with a catalogue: Rita asks, her manager Mona decides, Tom works, Lea leads the desk.</summary>
internal sealed record House(FettleServer Server, long Organisation, TestPerson Rita, TestPerson Mona, TestPerson Tom, TestPerson Lea)
{
    public static readonly object[] None = [];

    public static async Task<House> OpenAsync(FettleServer server)
    {
        var organisation = await server.OrganisationAsync();
        var house = new House(
            server, organisation, await server.SignInAsync(Role.Requester, organisation, "Rita"), await server.SignInAsync(Role.Requester, organisation, "Mona"),
            await server.SignInAsync(Role.Technician, organisation, "Tom"), await server.SignInAsync(Role.Lead, organisation, "Lea"));
        await house.ReportsToAsync(house.Rita, house.Mona);
        return house;
    }

    public Task<TestPerson> JoinAsync(string name, Role role = Role.Requester) => Server.SignInAsync(role, Organisation, name);

    public async Task ReportsToAsync(TestPerson person, TestPerson? manager) =>
        await Lea.SendAsync(HttpMethod.Put, $"/people/{person.Id}/manager", new { managerId = manager?.Id }, HttpStatusCode.NoContent);

    /// <summary>A service of this house.</summary>
    public async Task<long> OfferAsync(object[]? fields = null, object[]? approvals = null, object[]? tasks = null, bool resolveWhenDone = false, decimal? cost = null) =>
        (await Lea.PostAsync("/services", Service(fields, approvals, tasks, resolveWhenDone, cost))).Number("id");

    public object Service(object[]? fields = null, object[]? approvals = null, object[]? tasks = null, bool resolveWhenDone = false, decimal? cost = null) =>
        new { organisationId = Organisation, name = "New computer", fields = fields ?? None, approvals = approvals ?? None, tasks = tasks ?? None, resolveWhenDone, cost };

    public async Task<long> AskAsync(long service, object? answers = null, TestPerson? by = null) =>
        (await (by ?? Rita).PostAsync($"/portal/services/{service}/requests", new { answers = answers ?? new { } })).Number();

    /// <summary>What waits for somebody's yes or no.</summary>
    public static async Task<IReadOnlyList<JsonElement>> WaitingAsync(TestPerson person) => [.. (await person.GetAsync("/portal/approvals")).GetProperty("waiting").EnumerateArray()];

    /// <summary>Answers the one thing that waits for somebody.</summary>
    public static async Task AnswerAsync(TestPerson person, bool yes, string? because = null, HttpStatusCode expected = HttpStatusCode.OK) =>
        await person.PostAsync($"/portal/approvals/{Assert.Single(await WaitingAsync(person)).Number("id")}/answer", new { yes, because }, expected);

    public Task<JsonElement> RequestAsync(long number) => Tom.GetAsync($"/tickets/{number}/request");

    public async Task<string> StateAsync(long number) => (await RequestAsync(number)).Text("state")!;

    /// <summary>Each task with its state, in the order of the plan: <c>order:open set-up:waiting</c>.</summary>
    public async Task<string> TasksAsync(long number) =>
        string.Join(' ', (await RequestAsync(number)).GetProperty("tasks").EnumerateArray().Select(t => $"{t.Text("key")}:{t.Text("state")}"));

    public async Task<JsonElement> TaskAsync(long number, string key) => (await RequestAsync(number)).GetProperty("tasks").EnumerateArray().Single(t => t.Text("key") == key);

    public async Task StepAsync(long number, string key, string step = "done", HttpStatusCode expected = HttpStatusCode.OK) =>
        await Tom.PutAsync($"/tickets/{number}/tasks/{(await TaskAsync(number, key)).Number("id")}", new { step }, expected);

    public async Task<IReadOnlyList<JsonElement>> TimelineAsync(long number) => (await Tom.GetAsync($"/tickets/{number}/timeline")).Items();

    public async Task<int> CountAsync(long number, string kind) => (await TimelineAsync(number)).Count(e => e.Text("kind") == kind);

    /// <summary>What the server does by itself about approvals that are due for it.</summary>
    public async Task LookAsync()
    {
        var watch = ActivatorUtilities.CreateInstance<WatchApprovals>(Server.Services);
        while (await watch.NextAsync(CancellationToken.None))
        {
            // Until none is due.
        }
    }

    public static object By(string by, int stage = 1, string name = "Manager", long[]? personIds = null, int quorum = 1, decimal? fromCost = null, int deadlineHours = 72, int remindHours = 24, string afterDeadline = "wait", string? role = null) =>
        new { name, stage, by, personIds, quorum, fromCost, deadlineHours, remindHours, afterDeadline, role };

    public static object Step(string key, params string[] after) => new { key, title = key, after };
}
