using System.Net;
using System.Text.Json;
using Fettle.Server.People;
using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.ServiceDesk;

public abstract class AssignmentTests(FettleServer server)
{
    [Fact]
    public async Task One_after_another_gets_the_next_ticket_also_when_many_are_opened_at_once()
    {
        var (desk, lead, members) = await TeamAsync("roundRobin");

        var numbers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => desk.ReportAsync($"Report {i}")));

        var assignees = new List<long>();
        foreach (var number in numbers)
            assignees.Add((await lead.GetAsync($"/tickets/{number}")).GetProperty("assignee").Number("id"));
        Assert.All(members, m => Assert.Equal(2, assignees.Count(a => a == m.Id)));
        Assert.Single(await desk.TimelineAsync(numbers[0]), kind => kind == "assigneeChanged");
    }

    [Fact]
    public async Task Who_has_fewest_in_hand_gets_the_next()
    {
        var (desk, lead, members) = await TeamAsync("none");
        foreach (var busy in members.Take(2))
            await lead.PutAsync($"/tickets/{await desk.ReportAsync()}/assignee", new { technicianId = busy.Id });
        await RuleAsync(lead, desk, "byLoad");

        Assert.Equal(members[2].Id, await AssigneeAsync(lead, await desk.ReportAsync()));
    }

    [Fact]
    public async Task Who_can_what_the_ticket_asks_for_gets_it_and_what_nobody_can_waits()
    {
        var (desk, lead, members) = await TeamAsync("bySkill");

        var number = (await lead.PostAsync("/tickets", new { kind = "incident", subject = "a", body = "b", tags = new[] { "network" } })).Number();
        var other = (await lead.PostAsync("/tickets", new { kind = "incident", subject = "a", body = "b", tags = new[] { "sap" } })).Number();

        Assert.Equal(members[1].Id, await AssigneeAsync(lead, number));
        Assert.Null(await AssigneeAsync(lead, other));
    }

    [Fact]
    public async Task At_night_in_the_teams_own_zone_a_ticket_waits_in_its_queue()
    {
        // The clock stands at 09:00 UTC, a Monday: 18:00 in Tokyo.
        var (desk, lead, _) = await TeamAsync("roundRobin", "Asia/Tokyo");

        Assert.Null(await AssigneeAsync(lead, await desk.ReportAsync()));
    }

    [Fact]
    public async Task Teams_are_made_by_who_manages_the_desk_of_people_who_work_there()
    {
        var (desk, elsewhere) = (await Desk.OpenAsync(server), await Desk.OpenAsync(server));
        var lead = await server.SignInAsync(Role.Lead, desk.Organisation);
        var (organisationId, none) = (desk.Organisation, Array.Empty<object>());

        await desk.Technician.PostAsync("/teams", new { organisationId, name = "x", members = none }, HttpStatusCode.Forbidden);
        await lead.PostAsync("/teams", new { organisationId = elsewhere.Organisation, name = "x", members = none }, HttpStatusCode.NotFound);
        await lead.PostAsync("/teams", new { organisationId, name = "x", members = new[] { new { personId = elsewhere.Technician.Id } } }, HttpStatusCode.BadRequest);
        await lead.PostAsync("/teams", new { organisationId, name = "x", members = none, timeZone = "Europe/Atlantis" }, HttpStatusCode.BadRequest);
        var team = (await lead.PostAsync("/teams", new { organisationId, name = "x", members = none })).Number("id");
        await lead.PutAsync($"/teams/{team}", new { name = "y", members = new[] { new { personId = desk.Technician.Id, skills = new[] { "VPN" } } } });
        await lead.PutAsync($"/teams/{team}", new { name = "y", members = new[] { new { personId = desk.Technician.Id, skills = new[] { "VPN", "Wi-Fi" } } } });
        var kept = Assert.Single((await desk.Technician.GetAsync("/teams")).EnumerateArray());
        Assert.Equal(["vpn", "wi-fi"], Assert.Single(kept.GetProperty("members").EnumerateArray()).GetProperty("skills").EnumerateArray().Select(s => s.GetString()));
        Assert.Empty((await elsewhere.Technician.GetAsync("/teams")).EnumerateArray());
    }

    /// <summary>Three members, the second of whom can networks; the organisation's first queue is theirs.</summary>
    private async Task<(Desk, TestPerson Lead, TestPerson[] Members)> TeamAsync(string method, string timeZone = "UTC")
    {
        var desk = await Desk.OpenAsync(server);
        var lead = await server.SignInAsync(Role.Lead, desk.Organisation);
        TestPerson[] members = [desk.Technician, await server.SignInAsync(Role.Technician, desk.Organisation), await server.SignInAsync(Role.Technician, desk.Organisation)];
        var first = (await lead.PostAsync("/tickets", new { kind = "incident", subject = "makes the queue", body = "b" })).Number();
        await lead.PutAsync($"/tickets/{first}/status", new { status = "closed" });
        await lead.PostAsync("/teams", new
        {
            organisationId = desk.Organisation,
            name = "Team",
            timeZone,
            members = members.Select((m, i) => new { personId = m.Id, skills = i == 1 ? new[] { "Network" } : [] }).ToArray(),
        });
        await RuleAsync(lead, desk, method);
        return (desk, lead, members);
    }

    private static async Task RuleAsync(TestPerson lead, Desk desk, string method)
    {
        var queue = (await lead.GetAsync("/queues")).EnumerateArray().Single(q => q.Number("organisationId") == desk.Organisation).Number("id");
        var teamId = Assert.Single((await lead.GetAsync("/teams")).EnumerateArray()).Number("id");
        await lead.PutAsync($"/queues/{queue}/assignment", new { method, teamId }, HttpStatusCode.NoContent);
    }

    private static async Task<long?> AssigneeAsync(TestPerson who, long number) =>
        (await who.GetAsync($"/tickets/{number}")).GetProperty("assignee") is { ValueKind: JsonValueKind.Object } assignee ? assignee.Number("id") : null;

    public sealed class Sqlite(OnSqlite server) : AssignmentTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : AssignmentTests(server), IClassFixture<OnPostgres>;
}
