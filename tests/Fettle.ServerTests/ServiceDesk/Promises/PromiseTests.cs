using System.Net;
using Fettle.Server.People;
using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.ServiceDesk.Promises;

public abstract class PromiseTests(FettleServer server)
{
    [Fact]
    public async Task Nothing_is_promised_until_somebody_promises_it()
    {
        var desk = await PromisingDesk.OpenAsync(server);
        var number = await desk.Desk.ReportAsync();

        Assert.Empty(await desk.TargetsAsync(number));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await desk.RowAsync(number)).GetProperty("dueAt").ValueKind);
    }

    [Fact]
    public async Task A_report_is_due_from_its_first_moment_and_each_word_moves_its_clocks()
    {
        var desk = await PromisingDesk.OpenAsync(server);
        await desk.PromiseAsync();
        var start = server.Clock.GetUtcNow();
        var number = await desk.Desk.ReportAsync();

        var row = await desk.RowAsync(number);
        Assert.Equal(("firstAnswer", start.AddHours(1)), (row.Text("dueKind"), row.GetProperty("dueAt").GetDateTimeOffset()));

        desk.Wait(20);
        await desk.Desk.Technician.PostAsync($"/tickets/{number}/replies", new { body = "I look" });
        desk.Wait(10);
        await desk.Desk.Requester.PostAsync($"/portal/tickets/{number}/replies", new { body = "And?" });
        var targets = await desk.TargetsAsync(number);
        Assert.Equal(("met", "running", "running"), (targets["firstAnswer"].Text("state"), targets["nextAnswer"].Text("state"), targets["resolution"].Text("state")));
        Assert.Equal(210, targets["resolution"].Number("remainingMinutes"));
        Assert.Equal("nextAnswer", (await desk.RowAsync(number)).Text("dueKind"));

        await desk.Desk.Technician.PostAsync($"/tickets/{number}/replies", new { body = "Ordered", status = "waitingForOther" });
        desk.Wait(600);
        targets = await desk.TargetsAsync(number);
        Assert.Equal(("paused", "waitingForOther", 210L), (targets["resolution"].Text("state"), targets["resolution"].Text("pausedBy"), targets["resolution"].Number("remainingMinutes")));
        Assert.Equal([number], await NumbersAsync(desk, "due=paused"));

        await desk.Desk.SetStatusAsync(number, "resolved");
        Assert.Equal("met", (await desk.TargetsAsync(number))["resolution"].Text("state"));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await desk.RowAsync(number)).GetProperty("dueKind").ValueKind);
    }

    [Fact]
    public async Task The_queue_is_sorted_by_what_is_due_next_and_narrowed_to_what_is_late()
    {
        var desk = await PromisingDesk.OpenAsync(server);
        await desk.PromiseAsync();
        var late = await desk.Desk.ReportAsync("late");
        desk.Wait(61);
        var soon = await desk.Desk.ReportAsync("soon");
        var done = await desk.Desk.ReportAsync("done");
        await desk.Desk.SetStatusAsync(done, "resolved");

        Assert.Equal([late, soon, done], (await desk.Desk.Technician.GetAsync("/tickets?sort=due")).Items().Select(t => t.Number()));
        var first = await desk.Desk.Technician.GetAsync("/tickets?sort=due&limit=1");
        Assert.Equal([soon, done], (await desk.Desk.Technician.GetAsync($"/tickets?sort=due&cursor={first.Text("next")}")).Items().Select(t => t.Number()));
        Assert.Equal([late], await NumbersAsync(desk, "due=breached"));
        Assert.Equal([soon], await NumbersAsync(desk, "due=hour"));
        Assert.Equal([done], await NumbersAsync(desk, "due=none"));
        Assert.Equal([late], await NumbersAsync(desk, "view=breached"));
        await desk.Desk.Technician.GetAsync("/tickets?due=never", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_narrowest_level_counts()
    {
        var desk = await PromisingDesk.OpenAsync(server);
        var queue = (await desk.Lead.PostAsync("/queues", new { organisationId = desk.Desk.Organisation, name = "VIP" })).Number("id");
        await desk.PromiseAsync(desk.Level(first: 100));
        await desk.PromiseAsync(desk.Level(first: 50, kind: "incident"));
        await desk.PromiseAsync(desk.Level(first: 10, queue: queue));
        await desk.Lead.PostAsync("/service-levels", desk.Level(first: 5, queue: queue), HttpStatusCode.Conflict);
        var incident = await desk.Desk.ReportAsync();
        var request = (await desk.Desk.Technician.PostAsync("/tickets", new { kind = "request", subject = "a", body = "b", requesterId = desk.Desk.Requester.Id })).Number();

        Assert.Equal((50, 100), (await GoalAsync(incident), await GoalAsync(request)));
        await desk.Desk.Technician.PutAsync($"/tickets/{incident}/queue", new { queueId = queue });
        Assert.Equal(10, await GoalAsync(incident));

        async Task<long> GoalAsync(long number) => (await desk.TargetsAsync(number))["firstAnswer"].Number("goalMinutes");
    }

    [Fact]
    public async Task Changing_what_is_promised_computes_what_is_not_solved_anew_and_says_so()
    {
        var desk = await PromisingDesk.OpenAsync(server);
        var (open, solved) = (await desk.Desk.ReportAsync(), await desk.Desk.ReportAsync());
        await desk.Desk.SetStatusAsync(solved, "resolved");

        var level = await desk.PromiseAsync();
        Assert.Equal(1, level.GetProperty("recomputation").Number("tickets"));
        Assert.Empty(await desk.TargetsAsync(open));
        await desk.RecomputeAsync();
        Assert.Equal(60, (await desk.TargetsAsync(open))["firstAnswer"].Number("goalMinutes"));
        Assert.Empty(await desk.TargetsAsync(solved));

        // From 9 to 10 a day: what is due within four hours is due in four days.
        var before = (await desk.RowAsync(open)).GetProperty("dueAt").GetDateTimeOffset();
        var changed = await desk.Lead.PutAsync($"/calendars/{desk.Calendar}", new { name = "Always", rules = PromisingDesk.Rules("Etc/UTC", 540, 550) });
        Assert.Equal(1, changed.GetProperty("recomputation").Number("tickets"));
        await desk.RecomputeAsync();
        Assert.True((await desk.RowAsync(open)).GetProperty("dueAt").GetDateTimeOffset() > before);
        var runs = (await desk.Lead.GetAsync("/service-levels/recomputations")).EnumerateArray().Where(r => r.Number("id") >= level.GetProperty("recomputation").Number("id"))
            .Where(r => r.Number("total") == 1).ToList();
        Assert.All(runs, r => Assert.Equal((1L, 1L), (r.Number("done"), r.Number("changed"))));
        Assert.Equal(2, (await desk.Desk.TimelineAsync(open)).Count(k => k == "dueChanged"));

        var gone = await desk.Lead.SendAsync(HttpMethod.Delete, $"/service-levels/{level.Number("id")}", null, HttpStatusCode.OK);
        Assert.Equal(1, gone.Number("tickets"));
        await desk.RecomputeAsync();
        Assert.Empty(await desk.TargetsAsync(open));
        Assert.Equal([solved, open], await NumbersAsync(desk, "due=none"));
    }

    [Fact]
    public async Task One_press_sets_the_usual_and_a_preview_says_what_it_means()
    {
        var organisation = await server.OrganisationAsync();
        var lead = await server.SignInAsync(Role.Lead, organisation);

        var level = await lead.PostAsync("/service-levels/usual", new { timeZone = "Europe/Berlin", organisationId = organisation });
        await lead.PostAsync("/service-levels/usual", new { timeZone = "Europe/Berlin", organisationId = organisation }, HttpStatusCode.Conflict);

        var p1 = level.GetProperty("level").GetProperty("goals")[0];
        Assert.Equal((60L, 240L), (p1.Number("firstAnswer"), p1.Number("resolution")));
        var calendar = (await lead.GetAsync("/calendars")).EnumerateArray().Single(c => c.Number("id") == level.GetProperty("level").Number("calendarId"));
        // A Friday, half an hour before the end.
        var due = await lead.PostAsync("/service-levels/preview", new { rules = calendar.GetProperty("rules"), at = "2031-03-28T16:30:00", minutes = new[] { 60 } });
        Assert.Equal("2031-03-31T08:30:00", due[0].Text("shown"));
    }

    [Fact]
    public async Task The_requester_is_told_until_when_they_hear_from_us()
    {
        var desk = await PromisingDesk.OpenAsync(server);
        await desk.PromiseAsync();
        var number = await desk.Desk.ReportAsync();
        var start = server.Clock.GetUtcNow();

        var promise = await desk.Desk.Requester.GetAsync($"/portal/tickets/{number}/promise");
        Assert.Equal((start.AddHours(1), start.AddHours(4)), (promise.GetProperty("hearBy").GetDateTimeOffset(), promise.GetProperty("solvedBy").GetDateTimeOffset()));

        desk.Wait(61);
        promise = await desk.Desk.Requester.GetAsync($"/portal/tickets/{number}/promise");
        Assert.Equal((System.Text.Json.JsonValueKind.Null, true), (promise.GetProperty("hearBy").ValueKind, promise.GetProperty("late").GetBoolean()));
        await (await server.SignInAsync(Role.Requester, desk.Desk.Organisation)).GetAsync($"/portal/tickets/{number}/promise", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Who_does_not_manage_the_desk_everywhere_changes_nothing_that_is_everybodys()
    {
        var desk = await PromisingDesk.OpenAsync(server);
        var everywhere = await server.SignInEverywhereAsync(Role.Lead, desk.Desk.Organisation);
        var shared = (await everywhere.PostAsync("/calendars", new { name = "Shared", rules = PromisingDesk.Rules("Etc/UTC", 0, 1440) })).Number("id");
        var request = new { name = "Mine", rules = PromisingDesk.Rules("Etc/UTC", 0, 60) };

        Assert.Contains(shared, (await desk.Desk.Technician.GetAsync("/calendars")).EnumerateArray().Select(c => c.Number("id")));
        await desk.Lead.PutAsync($"/calendars/{shared}", request, HttpStatusCode.Forbidden);
        await desk.Desk.Technician.PutAsync($"/calendars/{desk.Calendar}", request, HttpStatusCode.Forbidden);
        var stranger = await server.SignInAsync(Role.Lead, await server.OrganisationAsync());
        await stranger.PutAsync($"/calendars/{desk.Calendar}", request, HttpStatusCode.NotFound);
        Assert.DoesNotContain(desk.Calendar, (await stranger.GetAsync("/calendars")).EnumerateArray().Select(c => c.Number("id")));
    }

    [Theory]
    [InlineData("Mars/Olympus", 0, 60)]
    [InlineData("Etc/UTC", 60, 60)]
    [InlineData("Etc/UTC", -1, 60)]
    [InlineData("Etc/UTC", 600, 3000)]
    public async Task A_calendar_that_is_none_is_refused(string zone, int from, int to)
    {
        var desk = await PromisingDesk.OpenAsync(server);

        await desk.Lead.PostAsync("/calendars", new { name = "Wrong", organisationId = desk.Desk.Organisation, rules = PromisingDesk.Rules(zone, from, to) }, HttpStatusCode.BadRequest);
    }

    private static async Task<IEnumerable<long>> NumbersAsync(PromisingDesk desk, string query) =>
        (await desk.Desk.Technician.GetAsync($"/tickets?{query}")).Items().Select(t => t.Number());

    public sealed class Sqlite(OnSqlite server) : PromiseTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : PromiseTests(server), IClassFixture<OnPostgres>;
}
