using System.Net;
using Fettle.Server.People;
using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.ServiceDesk.Promises;

public abstract class EscalationTests(FettleServer server)
{
    [Fact]
    public async Task Steps_before_at_and_after_the_breach_are_each_taken_once_in_their_order()
    {
        var desk = await PromisingDesk.OpenAsync(server);
        await desk.PromiseAsync(desk.Level([PromisingDesk.Step(75), PromisingDesk.Step(100, raise: true), PromisingDesk.Step(afterMinutes: 60, assign: desk.Lead.Id)]));
        var number = await desk.Desk.ReportAsync();

        desk.Wait(44);
        await desk.EscalateAsync();
        Assert.Empty(await StepsAsync(desk, number));
        desk.Wait(1);
        await desk.EscalateAsync();
        Assert.Equal(["75%"], await StepsAsync(desk, number));

        // The server was away for a day: what was due meanwhile is made up for, in order.
        desk.Wait(1440);
        await desk.EscalateAsync();
        await desk.EscalateAsync();
        Assert.Equal(["75%", "100%", "+60"], await StepsAsync(desk, number));
        var page = await desk.Desk.Technician.GetAsync($"/tickets/{number}");
        Assert.Equal(("p2", desk.Lead.Id), (page.Text("priority"), page.GetProperty("assignee").Number("id")));
    }

    [Fact]
    public async Task An_answer_in_time_takes_no_more_steps_and_a_pause_puts_them_off()
    {
        var desk = await PromisingDesk.OpenAsync(server);
        await desk.PromiseAsync(desk.Level([PromisingDesk.Step(75)]));
        var (answered, waiting) = (await desk.Desk.ReportAsync(), await desk.Desk.ReportAsync());
        await desk.Desk.Technician.PostAsync($"/tickets/{answered}/replies", new { body = "Yes" });
        await desk.Desk.SetStatusAsync(waiting, "waitingForOther");

        desk.Wait(500);
        await desk.EscalateAsync();
        Assert.Empty(await StepsAsync(desk, answered));
        Assert.Empty(await StepsAsync(desk, waiting));

        await desk.Desk.SetStatusAsync(waiting, "open");
        desk.Wait(45);
        await desk.EscalateAsync();
        Assert.Equal(["75%"], await StepsAsync(desk, waiting));
    }

    [Fact]
    public async Task Who_promises_something_today_escalates_nothing_that_would_have_been_late_yesterday()
    {
        var desk = await PromisingDesk.OpenAsync(server);
        var old = await desk.Desk.ReportAsync();
        desk.Wait(50);
        await desk.PromiseAsync(desk.Level([PromisingDesk.Step(75), PromisingDesk.Step(100)]));
        await desk.RecomputeAsync();
        await desk.EscalateAsync();
        Assert.Empty(await StepsAsync(desk, old));

        desk.Wait(10);
        await desk.EscalateAsync();
        Assert.Equal(["100%"], await StepsAsync(desk, old));
    }

    [Fact]
    public async Task Whoever_is_on_call_is_told_then_the_next_until_somebody_answers()
    {
        var desk = await PromisingDesk.OpenAsync(server);
        var (first, second) = (desk.Desk.Technician, await server.SignInAsync(Role.Technician, desk.Desk.Organisation, "Tina"));
        var rotation = await desk.RotationAsync(first.Id, second.Id);
        var onCall = (await desk.Lead.GetAsync("/on-call/rotations")).EnumerateArray().Single(r => r.Number("id") == rotation).GetProperty("now").GetProperty("person").Number("id");
        await desk.PromiseAsync(desk.Level([PromisingDesk.Step(100, tell: "onCall", rotation: rotation)]));
        var number = (await desk.Desk.Technician.PostAsync("/tickets", new { kind = "incident", subject = "Down", body = "All", impact = "high", urgency = "high" })).Number();

        desk.Wait(60);
        await desk.EscalateAsync();
        await desk.TellAsync();
        var alert = Assert.Single(await PromisingDesk.AlertsAsync(desk.Lead));
        Assert.Equal([onCall], Told(alert));
        desk.Wait(9);
        await desk.TellAsync();
        Assert.Single(Told((await PromisingDesk.AlertsAsync(desk.Lead))[0]));
        desk.Wait(1);
        await desk.TellAsync();
        Assert.Equal([first.Id, second.Id], Told((await PromisingDesk.AlertsAsync(desk.Lead))[0]).Order());

        await second.PutAsync($"/on-call/alerts/{alert.Number("id")}/answer", null, HttpStatusCode.NoContent);
        await first.PutAsync($"/on-call/alerts/{alert.Number("id")}/answer", null, HttpStatusCode.Conflict);
        desk.Wait(600);
        await desk.TellAsync();
        Assert.Empty(await PromisingDesk.AlertsAsync(desk.Lead));
        Assert.Equal(2, Told(Assert.Single(await PromisingDesk.AlertsAsync(desk.Lead, answered: true))).Count());
        Assert.Equal((2, 1), ((await desk.Desk.TimelineAsync(number)).Count(k => k == "onCallTold"), (await desk.Desk.TimelineAsync(number)).Count(k => k == "onCallAnswered")));
    }

    [Fact]
    public async Task Quiet_hours_hold_back_what_is_not_urgent_until_they_end()
    {
        var desk = await PromisingDesk.OpenAsync(server);
        // To nine in the morning.
        server.Clock.Advance(TimeSpan.FromHours(33) - server.Clock.GetUtcNow().TimeOfDay);
        var until = (9 * 60) + 30;
        var rotation = (await desk.Lead.PostAsync("/on-call/rotations", desk.Rotation([desk.Lead.Id], new { fromMinute = 0, toMinute = until }))).Number("id");
        var (calm, urgent) = (await desk.Desk.ReportAsync("calm"), await desk.Desk.ReportAsync("urgent"));
        await desk.Desk.Technician.PostAsync($"/tickets/{calm}/on-call", new { rotationId = rotation, urgent = false });
        await desk.Desk.Technician.PostAsync($"/tickets/{urgent}/on-call", new { rotationId = rotation });
        var again = await desk.Desk.Technician.PostAsync($"/tickets/{urgent}/on-call", new { rotationId = rotation });

        await desk.TellAsync();
        var alerts = (await PromisingDesk.AlertsAsync(desk.Lead)).ToDictionary(a => a.Number("ticketNumber"));
        Assert.Equal((0, 1, again.Number("alertId")), (Told(alerts[calm]).Count(), Told(alerts[urgent]).Count(), alerts[urgent].Number("id")));

        desk.Wait(30);
        await desk.TellAsync();
        Assert.Single(Told((await PromisingDesk.AlertsAsync(desk.Lead)).Single(a => a.Number("ticketNumber") == calm)));
    }

    [Fact]
    public async Task A_stand_in_is_on_call_for_as_long_as_was_planned()
    {
        var desk = await PromisingDesk.OpenAsync(server);
        var rotation = await desk.RotationAsync(desk.Lead.Id);
        var now = server.Clock.GetUtcNow();
        var planned = await desk.Desk.Technician.PostAsync($"/on-call/rotations/{rotation}/stand-ins", new { personId = desk.Desk.Technician.Id, from = now.AddHours(-1), to = now.AddHours(2) });
        Assert.Equal(desk.Desk.Technician.Id, await OnCallAsync());

        var schedule = await desk.Lead.GetAsync($"/on-call/rotations/{rotation}/shifts?days=2");
        Assert.Equal([desk.Desk.Technician.Id, desk.Lead.Id], schedule.GetProperty("shifts").EnumerateArray().Select(s => s.GetProperty("person").Number("id")).Take(2));
        await desk.Desk.Technician.SendAsync(HttpMethod.Delete, $"/on-call/stand-ins/{planned.Number("id")}", null, HttpStatusCode.NoContent);
        Assert.Equal(desk.Lead.Id, await OnCallAsync());

        async Task<long> OnCallAsync() => (await desk.Lead.GetAsync("/on-call/rotations")).EnumerateArray().Single(r => r.Number("id") == rotation).GetProperty("now").GetProperty("person").Number("id");
    }

    [Fact]
    public async Task A_webhook_that_does_not_answer_is_tried_again_and_its_failure_is_seen()
    {
        var desk = await PromisingDesk.OpenAsync(server);
        // This machine is not a public address, so nothing is reached.
        var rotation = await desk.Lead.PostAsync("/on-call/rotations", desk.Rotation([desk.Lead.Id], webhook: "http://127.0.0.1:9/hook", secret: "s3cret"));
        Assert.DoesNotContain("s3cret", rotation.ToString());
        var number = await desk.Desk.ReportAsync();
        await desk.Desk.Technician.PostAsync($"/tickets/{number}/on-call", new { rotationId = rotation.Number("id") });

        await desk.TellAsync();
        var told = (await PromisingDesk.AlertsAsync(desk.Lead))[0].GetProperty("told").EnumerateArray().ToDictionary(t => t.Text("channel")!);
        Assert.Contains("is not a public address", told["webhook"].Text("failure"));
        Assert.NotEqual(System.Text.Json.JsonValueKind.Null, told["web"].GetProperty("sentAt").ValueKind);
    }

    [Fact]
    public async Task Rotations_and_alerts_of_another_organisation_do_not_exist()
    {
        var desk = await PromisingDesk.OpenAsync(server);
        var rotation = await desk.RotationAsync(desk.Lead.Id);
        var called = await desk.Desk.Technician.PostAsync($"/tickets/{await desk.Desk.ReportAsync()}/on-call", new { rotationId = rotation });
        var stranger = await server.SignInAsync(Role.Lead, await server.OrganisationAsync());

        Assert.DoesNotContain(rotation, (await stranger.GetAsync("/on-call/rotations")).EnumerateArray().Select(r => r.Number("id")));
        Assert.Empty(await PromisingDesk.AlertsAsync(stranger));
        await stranger.PutAsync($"/on-call/alerts/{called.Number("alertId")}/answer", null, HttpStatusCode.NotFound);
        await stranger.GetAsync($"/on-call/rotations/{rotation}/shifts", HttpStatusCode.NotFound);
        await stranger.PutAsync($"/on-call/rotations/{rotation}", desk.Rotation([stranger.Id]), HttpStatusCode.NotFound);
    }

    private static IEnumerable<long> Told(System.Text.Json.JsonElement alert) =>
        alert.GetProperty("told").EnumerateArray().Where(t => t.Text("channel") == "web").Select(t => t.GetProperty("person").Number("id"));

    private static async Task<IEnumerable<string?>> StepsAsync(PromisingDesk desk, long number) =>
        (await desk.Desk.Technician.GetAsync($"/tickets/{number}/timeline")).Items().Where(e => e.Text("kind") == "escalated").Select(e => e.GetProperty("data").Text("step"));

    public sealed class Sqlite(OnSqlite server) : EscalationTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : EscalationTests(server), IClassFixture<OnPostgres>;
}
