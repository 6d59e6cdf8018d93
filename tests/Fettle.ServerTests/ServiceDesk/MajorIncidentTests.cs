using System.Net;
using Fettle.Server.People;
using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.ServiceDesk;

public abstract class MajorIncidentTests(FettleServer server)
{
    [Fact]
    public async Task One_press_makes_an_incident_a_major_one_with_a_room()
    {
        var desk = await Desk.OpenAsync(server);
        var number = await desk.ReportAsync("Mail is down");

        var room = await desk.Technician.PostAsync($"/tickets/{number}/major-incident");

        Assert.Equal("Tom", Assert.Single(room.GetProperty("people").EnumerateArray()).Text("name"));
        Assert.Equal(("open", "p1"), (await desk.StatusAsync(number), (await desk.Technician.GetAsync($"/tickets/{number}")).Text("priority")));
        Assert.Contains((await desk.Technician.GetAsync("/major-incidents")).EnumerateArray(), m => m.Number() == number);
        await desk.Technician.PostAsync($"/tickets/{number}/major-incident", expected: HttpStatusCode.Conflict);
        await desk.Requester.PostAsync($"/tickets/{number}/major-incident", expected: HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task An_update_reaches_everybody_affected_and_the_portal_while_it_lasts()
    {
        var (desk, number, linked) = await RoomAsync();
        var stranger = (await Desk.OpenAsync(server)).Requester;

        await desk.Technician.PostAsync($"/major-incidents/{number}/updates", new { text = "Mail is down. We expect it back at noon." });

        foreach (var told in new[] { number, linked })
            Assert.Contains("at noon", (await desk.Requester.GetAsync($"/portal/tickets/{told}")).ToString(), StringComparison.Ordinal);
        Assert.Contains("at noon", Assert.Single((await desk.Requester.GetAsync("/portal/notices")).EnumerateArray()).Text("html"), StringComparison.Ordinal);
        Assert.Empty((await stranger.GetAsync("/portal/notices")).EnumerateArray());

        await desk.Technician.PostAsync($"/major-incidents/{number}/end", new { summary = "A full disk", message = "Mail works again." });
        Assert.Empty((await desk.Requester.GetAsync("/portal/notices")).EnumerateArray());
    }

    [Fact]
    public async Task Its_end_resolves_what_was_affected_tells_everybody_and_opens_a_problem_with_all_of_it()
    {
        var (desk, number, linked) = await RoomAsync();

        var room = await desk.Technician.PostAsync($"/major-incidents/{number}/end", new { summary = "A full disk", message = "Mail works again." });

        Assert.Equal(["resolved", "resolved"], [await desk.StatusAsync(number), await desk.StatusAsync(linked)]);
        var problem = room.Number("problem");
        var record = await desk.Technician.GetAsync($"/problems/{problem}/record");
        Assert.Equal([number, linked], record.GetProperty("tickets").EnumerateArray().Select(t => t.Number()).Order());
        Assert.Contains("works again", (await desk.Requester.GetAsync($"/portal/tickets/{linked}")).ToString(), StringComparison.Ordinal);
        await desk.Technician.PostAsync($"/major-incidents/{number}/updates", new { text = "More" }, HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Tickets_in_the_same_words_are_found_until_they_are_linked_and_others_are_not()
    {
        var desk = await Desk.OpenAsync(server);
        var (major, alike, other) = (await desk.ReportAsync("Mail server does not answer"), await desk.ReportAsync("The mail server is away"), await desk.ReportAsync("My mouse is broken"));
        var room = await desk.Technician.PostAsync($"/tickets/{major}/major-incident");

        var found = room.GetProperty("alike").EnumerateArray().Select(t => t.Number()).ToList();
        Assert.Contains(alike, found);
        Assert.DoesNotContain(other, found);

        var linked = await desk.Technician.PostAsync($"/major-incidents/{major}/affected", new { numbers = new[] { alike } });
        Assert.DoesNotContain(linked.GetProperty("alike").EnumerateArray(), t => t.Number() == alike);
        Assert.Equal(alike, Assert.Single(linked.GetProperty("affected").EnumerateArray()).Number());
    }

    [Fact]
    public async Task The_log_has_its_times_and_a_task_that_is_ticked_off_is_in_it()
    {
        var (desk, number, _) = await RoomAsync();
        await desk.Technician.PostAsync($"/major-incidents/{number}/log", new { text = "Provider called" });
        server.Clock.Advance(TimeSpan.FromMinutes(7));
        var task = (await desk.Technician.PostAsync($"/major-incidents/{number}/tasks", new { text = "Free the disk" })).GetProperty("tasks")[0].Number("id");

        var room = await desk.Technician.PutAsync($"/major-incidents/{number}/tasks/{task}", new { done = true });

        Assert.Equal("Tom", room.GetProperty("tasks")[0].GetProperty("person").Text("name"));
        var log = room.GetProperty("log").EnumerateArray().ToList();
        Assert.Contains("Free the disk", log[0].Text("html"), StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromMinutes(7), log[0].GetProperty("at").GetDateTimeOffset() - log[1].GetProperty("at").GetDateTimeOffset());
        Assert.DoesNotContain("Provider", (await desk.Requester.GetAsync($"/portal/tickets/{number}")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_announcement_is_shown_in_its_time_to_whom_it_is_for_until_they_put_it_away()
    {
        var desk = await Desk.OpenAsync(server);
        var (lead, other) = (await server.SignInAsync(Role.Lead, desk.Organisation, "Lea"), await Desk.OpenAsync(server));
        var now = server.Clock.GetUtcNow();
        object Words(string title) => new { kind = "maintenance", severity = "warning", title, organisations = new[] { desk.Organisation }, from = now.AddHours(1), until = now.AddHours(3) };
        var made = await lead.PostAsync("/announcements", Words("Mail is updated tonight"));

        Assert.Empty((await desk.Requester.GetAsync("/portal/notices")).EnumerateArray());
        server.Clock.Advance(TimeSpan.FromHours(2));
        var notice = Assert.Single((await desk.Requester.GetAsync("/portal/notices")).EnumerateArray());
        Assert.Empty((await other.Requester.GetAsync("/portal/notices")).EnumerateArray());

        await desk.Requester.PostAsync("/portal/notices/dismissed", new { key = notice.Text("key") }, HttpStatusCode.NoContent);
        Assert.Empty((await desk.Requester.GetAsync("/portal/notices")).EnumerateArray());
        await other.Requester.PostAsync("/portal/notices/dismissed", new { key = notice.Text("key") }, HttpStatusCode.NotFound);

        await lead.PutAsync($"/announcements/{made.Number("id")}", Words("Mail is updated tonight, and printing"));
        Assert.Single((await desk.Requester.GetAsync("/portal/notices")).EnumerateArray());
        server.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Empty((await desk.Requester.GetAsync("/portal/notices")).EnumerateArray());
    }

    [Fact]
    public async Task Only_who_manages_every_desk_that_it_is_for_announces_or_changes_something()
    {
        var (desk, other) = (await Desk.OpenAsync(server), await Desk.OpenAsync(server));
        var lead = await server.SignInAsync(Role.Lead, desk.Organisation, "Lea");
        var everywhere = await server.SignInEverywhereAsync(Role.Administrator, desk.Organisation, "Ada");
        var until = server.Clock.GetUtcNow().AddDays(1);
        object For(params long[] organisations) => new { kind = "news", severity = "info", title = "A new portal", organisations, until };

        await lead.PostAsync("/announcements", For(), HttpStatusCode.Forbidden);
        await lead.PostAsync("/announcements", For(other.Organisation), HttpStatusCode.NotFound);
        await desk.Technician.PostAsync("/announcements", For(desk.Organisation), HttpStatusCode.Forbidden);
        var both = (await everywhere.PostAsync("/announcements", For(desk.Organisation, other.Organisation))).Number("id");
        await lead.PutAsync($"/announcements/{both}", For(desk.Organisation), HttpStatusCode.Forbidden);
        var seen = Assert.Single((await lead.GetAsync("/announcements")).EnumerateArray(), a => a.Number("id") == both);
        Assert.Equal([desk.Organisation], seen.GetProperty("organisations").EnumerateArray().Select(o => o.GetInt64()));
    }

    private async Task<(Desk Desk, long Number, long Linked)> RoomAsync()
    {
        var desk = await Desk.OpenAsync(server);
        var (number, linked) = (await desk.ReportAsync("Mail is down"), await desk.ReportAsync("I cannot send anything"));
        await desk.Technician.PostAsync($"/tickets/{number}/major-incident");
        await desk.Technician.PostAsync($"/major-incidents/{number}/affected", new { numbers = new[] { linked } });
        return (desk, number, linked);
    }

    public sealed class Sqlite(OnSqlite server) : MajorIncidentTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : MajorIncidentTests(server), IClassFixture<OnPostgres>;
}
