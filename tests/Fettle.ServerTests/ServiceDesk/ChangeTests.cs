using System.Net;
using System.Text.Json;
using Fettle.Server.People;
using Fettle.ServerTests.Devices;
using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.ServiceDesk;

public abstract class ChangeTests(FettleServer server)
{
    private static readonly string[] Harmless = ["reach.person", "interruption.none", "tested.same", "undo.minutes", "before.often"];
    private static readonly string[] Risky = ["reach.everyone", "interruption.long", "tested.never", "undo.hard", "before.never"];

    [Fact]
    public async Task A_normal_change_goes_from_draft_to_closed_and_every_step_is_on_its_timeline()
    {
        var team = await TeamAsync(quorum: 2);
        var number = await PlannedAsync(team);

        Assert.Equal("waitingForApproval", (await SubmitAsync(team, number)).Text("state"));
        Assert.Equal("waitingForApproval", (await VoteAsync(team.First, number, approve: true)).Text("state"));
        Assert.Equal("scheduled", (await VoteAsync(team.Second, number, approve: true)).Text("state"));
        Assert.Equal("inProgress", (await team.Author.PostAsync($"/changes/{number}/start", new { })).Text("state"));
        Assert.Equal("review", (await team.Author.PostAsync($"/changes/{number}/finish", new { outcome = "backedOut", result = "It did not boot." })).Text("state"));
        Assert.Equal("backedOut", (await team.First.PostAsync($"/changes/{number}/review", new { review = "Try the firmware first." })).Text("state"));

        var moves = (await team.Author.GetAsync($"/tickets/{number}/timeline")).Items().Where(e => e.Text("kind") == "changeMoved").Select(e => e.GetProperty("data").Text("to"));
        Assert.Equal(["waitingForApproval", "scheduled", "inProgress", "review", "backedOut"], moves);
        Assert.Equal("closed", (await team.Author.GetAsync($"/tickets/{number}")).Text("status"));
    }

    [Fact]
    public async Task Nobody_approves_their_own_change_nor_one_whose_plan_they_wrote()
    {
        var team = await TeamAsync(quorum: 1, authorIsMember: true);
        var number = await PlannedAsync(team);
        await PlanAsync(team.First, number);
        await SubmitAsync(team, number);

        await VoteAsync(team.Author, number, approve: true, HttpStatusCode.Forbidden);
        await VoteAsync(team.First, number, approve: true, HttpStatusCode.Forbidden);
        await VoteAsync(await server.SignInAsync(Role.Technician, team.Organisation, "Otto"), number, approve: true, HttpStatusCode.Forbidden);
        Assert.Equal("scheduled", (await VoteAsync(team.Second, number, approve: true)).Text("state"));
    }

    [Fact]
    public async Task When_the_quorum_cannot_be_reached_any_more_the_plan_is_a_draft_again_and_earlier_votes_do_not_count()
    {
        var team = await TeamAsync(quorum: 2);
        var number = await PlannedAsync(team);
        await SubmitAsync(team, number);
        await VoteAsync(team.First, number, approve: true);

        await VoteAsync(team.Second, number, approve: false, HttpStatusCode.BadRequest);
        Assert.Equal("draft", (await VoteAsync(team.Second, number, approve: false, comment: "Who watches it?")).Text("state"));

        Assert.Empty((await SubmitAsync(team, number)).GetProperty("votes").EnumerateArray());
        Assert.Equal("waitingForApproval", (await VoteAsync(team.Second, number, approve: true)).Text("state"));
    }

    [Fact]
    public async Task A_plan_that_is_changed_after_it_was_approved_has_to_be_approved_again()
    {
        var team = await TeamAsync(quorum: 1);
        var number = await PlannedAsync(team);
        await SubmitAsync(team, number);
        await VoteAsync(team.First, number, approve: true);

        Assert.Equal("draft", (await PlanAsync(team.Author, number, starts: 72)).Text("state"));
        await team.Author.PostAsync($"/changes/{number}/start", new { }, HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_standard_change_is_scheduled_without_a_vote_and_its_words_are_the_template_s()
    {
        var team = await TeamAsync(quorum: 1);
        var template = await team.Lead.PostAsync("/change-templates", new
        {
            organisationId = team.Organisation,
            template = new { name = "Swap a switch", plan = "Swap it", testPlan = "Ping", backOut = "Swap back", riskAnswers = Harmless },
        });
        await team.Lead.PostAsync(
            "/change-templates",
            new { organisationId = team.Organisation, template = new { name = "Swap the core", plan = "p", testPlan = "t", backOut = "b", riskAnswers = Risky } },
            HttpStatusCode.BadRequest);
        await DraftAsync(team, kind: "standard", expected: HttpStatusCode.BadRequest);
        var number = (await DraftAsync(team, kind: "standard", template: template.Number("id"))).Number();

        var planned = await PlanAsync(team.Author, number, plan: "Something else");

        Assert.Equal("Swap it", planned.GetProperty("plan").Text("text"));
        Assert.Equal("scheduled", (await SubmitAsync(team, number)).Text("state"));
    }

    [Fact]
    public async Task A_freeze_refuses_all_but_emergencies_and_one_approval_is_enough_for_these()
    {
        var team = await TeamAsync(quorum: 2);
        var now = server.Clock.GetUtcNow();
        var freeze = await team.Lead.PostAsync("/change-freezes", new { organisationId = team.Organisation, name = "Year's end", from = now, until = now.AddDays(10) });
        var (normal, emergency) = (await PlannedAsync(team), await PlannedAsync(team, kind: "emergency"));

        Assert.Equal("Year's end", (await team.Author.GetAsync($"/changes/{normal}")).GetProperty("frozen").Text("name"));
        await team.Author.PostAsync($"/changes/{normal}/submit", new { }, HttpStatusCode.Conflict);
        await SubmitAsync(team, emergency);
        Assert.Equal("scheduled", (await VoteAsync(team.First, emergency, approve: true)).Text("state"));
        await team.Author.PostAsync($"/changes/{emergency}/start", new { });
        Assert.Equal(HttpStatusCode.NoContent, (await team.Lead.Client.DeleteAsync(new Uri($"/api/change-freezes/{freeze.Number("id")}", UriKind.Relative))).StatusCode);
        await SubmitAsync(team, normal);
    }

    [Fact]
    public async Task Two_changes_of_one_device_at_one_time_are_shown_and_the_second_asks_before_it_is_submitted()
    {
        var team = await TeamAsync(quorum: 1);
        using var device = await ScriptedDevice.EnrolAsync(server, team.Organisation);
        var (first, second, apart) = (await PlannedAsync(team), await PlannedAsync(team), await PlannedAsync(team));
        await PlanAsync(team.Author, first, devices: [device.Id]);
        await PlanAsync(team.Author, second, starts: 25, devices: [device.Id]);
        await PlanAsync(team.Author, apart, starts: 80, devices: [device.Id]);
        await SubmitAsync(team, first);
        await SubmitAsync(team, apart);

        var conflict = Assert.Single((await team.Author.GetAsync($"/changes/{second}")).GetProperty("conflicts").EnumerateArray());
        Assert.Equal(first, conflict.Number());
        Assert.Single(conflict.GetProperty("devices").EnumerateArray());
        await team.Author.PostAsync($"/changes/{second}/submit", new { }, HttpStatusCode.Conflict);
        await team.Author.PostAsync($"/changes/{second}/submit", new { force = true });

        var shown = (await team.Author.GetAsync("/changes/calendar")).GetProperty("changes").EnumerateArray().ToDictionary(c => c.Number());
        Assert.Equal([second], shown[first].GetProperty("conflicts").EnumerateArray().Select(c => c.GetInt64()));
        Assert.True(shown[first].GetProperty("sharesDevice").GetBoolean());
        Assert.Empty(shown[apart].GetProperty("conflicts").EnumerateArray());
    }

    [Fact]
    public async Task The_risk_is_the_sum_of_the_answers_and_an_unknown_or_second_answer_is_refused()
    {
        var team = await TeamAsync(quorum: 1);
        var number = (await DraftAsync(team)).Number();

        var (low, high) = (await PlanAsync(team.Author, number, risk: Harmless), await PlanAsync(team.Author, number, risk: Risky));

        Assert.Equal((0, "low"), (low.GetProperty("riskScore").GetInt32(), low.Text("risk")));
        Assert.Equal((high.GetProperty("mostRisk").GetInt32(), "high"), (high.GetProperty("riskScore").GetInt32(), high.Text("risk")));
        await PlanAsync(team.Author, number, risk: ["reach.moon"], expected: HttpStatusCode.BadRequest);
        await PlanAsync(team.Author, number, risk: ["reach.team", "reach.site"], expected: HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_change_is_moved_by_its_plan_alone_and_what_is_incomplete_is_not_submitted()
    {
        var team = await TeamAsync(quorum: 1);
        var number = (await DraftAsync(team)).Number();

        await team.Author.PostAsync($"/changes/{number}/submit", new { }, HttpStatusCode.BadRequest);
        await team.Author.PutAsync($"/tickets/{number}/status", new { status = "resolved" }, HttpStatusCode.Conflict);
        await team.Author.PostAsync($"/changes/{number}/finish", new { outcome = "succeeded" }, HttpStatusCode.Conflict);
        Assert.Equal("cancelled", (await team.Author.PostAsync($"/changes/{number}/cancel", new { because = "Not needed" })).Text("state"));
    }

    [Fact]
    public async Task Where_nobody_else_could_approve_it_a_change_is_not_submitted()
    {
        var team = await TeamAsync(quorum: 2);
        var number = await PlannedAsync(team);
        await PlanAsync(team.First, number);

        await team.Author.PostAsync($"/changes/{number}/submit", new { }, HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_change_of_another_organisation_does_not_exist_and_requesters_have_none()
    {
        var (team, other) = (await TeamAsync(quorum: 1), await TeamAsync(quorum: 1));
        var number = await PlannedAsync(team);

        await other.Lead.GetAsync($"/changes/{number}", HttpStatusCode.NotFound);
        Assert.DoesNotContain((await other.Lead.GetAsync("/changes")).Items(), c => c.Number() == number);
        Assert.Empty((await other.Lead.GetAsync("/changes/calendar")).GetProperty("changes").EnumerateArray());
        await (await server.SignInAsync(Role.Requester, team.Organisation, "Rita")).GetAsync("/changes", HttpStatusCode.Forbidden);
        await other.Lead.PutAsync("/change-boards", new { organisationId = team.Organisation, members = new[] { other.Lead.Id }, quorum = 1 }, HttpStatusCode.NotFound);
        await team.Lead.PutAsync("/change-boards", new { organisationId = team.Organisation, members = new[] { other.First.Id }, quorum = 1 }, HttpStatusCode.BadRequest);
        await team.Lead.PutAsync("/change-boards", new { organisationId = team.Organisation, members = new[] { team.First.Id }, quorum = 2 }, HttpStatusCode.BadRequest);
    }

    private sealed record Team(long Organisation, TestPerson Lead, TestPerson Author, TestPerson First, TestPerson Second);

    private async Task<Team> TeamAsync(int quorum, bool authorIsMember = false)
    {
        var organisation = await server.OrganisationAsync();
        var team = new Team(
            organisation, await server.SignInAsync(Role.Lead, organisation, "Lea"), await server.SignInAsync(Role.Technician, organisation, "Tom"),
            await server.SignInAsync(Role.Technician, organisation, "Una"), await server.SignInAsync(Role.Technician, organisation, "Vic"));
        long[] members = authorIsMember ? [team.Author.Id, team.First.Id, team.Second.Id] : [team.First.Id, team.Second.Id];
        await team.Lead.PutAsync("/change-boards", new { organisationId = organisation, members, quorum });
        return team;
    }

    private static Task<JsonElement> DraftAsync(Team team, string kind = "normal", long? template = null, HttpStatusCode expected = HttpStatusCode.OK) =>
        team.Author.PostAsync("/changes", new { kind, subject = "New firmware", why = "The old one drops calls", templateId = template }, expected);

    private async Task<long> PlannedAsync(Team team, string kind = "normal")
    {
        var number = (await DraftAsync(team, kind)).Number();
        await PlanAsync(team.Author, number);
        return number;
    }

    private Task<JsonElement> PlanAsync(
        TestPerson who, long number, int starts = 24, string plan = "Install it", string[]? risk = null, long[]? devices = null, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var begin = server.Clock.GetUtcNow().AddHours(starts);
        return who.PutAsync(
            $"/changes/{number}/plan",
            new
            {
                plan,
                testPlan = "Call somebody",
                backOut = "Install the old one",
                riskAnswers = risk ?? Harmless,
                startsAt = begin,
                endsAt = begin.AddHours(2),
                deviceIds = devices ?? [],
                services = new[] { "Telephones" },
            },
            expected);
    }

    private static Task<JsonElement> SubmitAsync(Team team, long number) => team.Author.PostAsync($"/changes/{number}/submit", new { });

    private static Task<JsonElement> VoteAsync(TestPerson who, long number, bool approve, HttpStatusCode expected = HttpStatusCode.OK, string? comment = null) =>
        who.PutAsync($"/changes/{number}/vote", new { approve, comment }, expected);

    public sealed class Sqlite(OnSqlite server) : ChangeTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : ChangeTests(server), IClassFixture<OnPostgres>;
}
