using System.Net;
using Fettle.Server.People;
using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.ServiceDesk;

public abstract class PortalTests(FettleServer server)
{
    [Fact]
    public async Task A_report_becomes_a_ticket_in_the_technicians_queue_in_the_requesters_words()
    {
        var desk = await Desk.OpenAsync(server);

        var report = await desk.Requester.PostAsync("/portal/reports", new { text = "My computer is slow. I cannot save my file\nsince this morning." });

        var row = Assert.Single((await desk.Technician.GetAsync("/tickets?view=unassigned")).Items());
        Assert.Equal(report.Number(), row.Number());
        Assert.Equal(("My computer is slow", "incident", "new", "p3"), (row.Text("subject"), row.Text("kind"), row.Text("status"), row.Text("priority")));
        Assert.Equal("Rita", row.GetProperty("requester").Text("name"));
        Assert.Equal("Service desk", row.GetProperty("queue").Text("name"));
        Assert.True(row.GetProperty("unread").GetBoolean());
        var opening = (await desk.Technician.GetAsync($"/tickets/{report.Number()}/timeline")).Items()[0];
        Assert.Equal(("opened", "My computer is slow. I cannot save my file\nsince this morning."), (opening.Text("kind"), opening.Text("text")));
    }

    [Theory]
    [InlineData("No internet", "No internet")]
    [InlineData("  It broke again!  Please help.", "It broke again!")]
    [InlineData("First line\nsecond line", "First line")]
    [InlineData("The printer on the second floor of the new building has been printing only blank pages since Monday", "The printer on the second floor of the new building has been printing only blank…")]
    public async Task The_subject_is_the_first_thing_that_was_said(string text, string subject)
    {
        var desk = await Desk.OpenAsync(server);

        var number = await desk.ReportAsync(text);

        Assert.Equal(subject, (await desk.Technician.GetAsync($"/tickets/{number}")).Text("subject"));
    }

    [Fact]
    public async Task A_report_sent_again_with_its_key_is_one_ticket()
    {
        var (desk, key) = (await Desk.OpenAsync(server), Guid.NewGuid().ToString());

        var numbers = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
            (await desk.Requester.PostAsync("/portal/reports", new { text = "No sound" }, idempotencyKey: key)).Number()));

        Assert.Single(numbers.Distinct());
        Assert.Single((await desk.Technician.GetAsync("/tickets")).Items());
    }

    [Fact]
    public async Task A_key_that_was_used_for_something_else_is_refused()
    {
        var (desk, key) = (await Desk.OpenAsync(server), Guid.NewGuid().ToString());
        await desk.Requester.PostAsync("/portal/reports", new { text = "No sound" }, idempotencyKey: key);

        await desk.Requester.PostAsync("/portal/reports", new { text = "No picture" }, HttpStatusCode.UnprocessableEntity, key);
    }

    [Fact]
    public async Task A_requester_sees_their_own_tickets_and_those_they_watch_and_no_others()
    {
        var desk = await Desk.OpenAsync(server);
        var colleague = await server.SignInAsync(Role.Requester, desk.Organisation, "Carl");
        var (watched, hidden) = (await desk.ReportAsync("Watched"), await desk.ReportAsync("Hidden"));
        var own = (await colleague.PostAsync("/portal/reports", new { text = "Own" })).Number();
        await desk.Technician.PutAsync($"/tickets/{watched}/watchers/{colleague.Id}");

        Assert.Equal([own, watched], (await colleague.GetAsync("/portal/tickets")).Items().Select(t => t.Number()).OrderDescending());
        await colleague.GetAsync($"/portal/tickets/{watched}");
        await colleague.GetAsync($"/portal/tickets/{hidden}", HttpStatusCode.NotFound);
        await colleague.PostAsync($"/portal/tickets/{hidden}/replies", new { body = "Hello" }, HttpStatusCode.NotFound);
        await colleague.PostAsync($"/portal/tickets/{hidden}/confirm", new { solved = true }, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_requester_has_no_way_into_the_technicians_side()
    {
        var desk = await Desk.OpenAsync(server);
        var number = await desk.ReportAsync();

        foreach (var path in new[] { "/tickets", $"/tickets/{number}", $"/tickets/{number}/timeline", "/tickets/counts", "/views", "/queues", "/problems" })
            await desk.Requester.GetAsync(path, HttpStatusCode.Forbidden);
        await desk.Requester.PostAsync($"/tickets/{number}/replies", new { body = "x" }, HttpStatusCode.Forbidden);
        await desk.Requester.PutAsync($"/tickets/{number}/status", new { status = "closed" }, HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_requester_reads_answers_and_never_notes()
    {
        var desk = await Desk.OpenAsync(server);
        var number = await desk.ReportAsync();
        await desk.Technician.PostAsync($"/tickets/{number}/notes", new { body = "Between us: **hopeless**" });
        await desk.Technician.PostAsync($"/tickets/{number}/replies", new { body = "We are *on* it." });
        await desk.Technician.PutAsync($"/tickets/{number}/assignee", new { technicianId = desk.Technician.Id });

        var page = await desk.Requester.GetAsync($"/portal/tickets/{number}");

        Assert.DoesNotContain("hopeless", page.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("assignee", page.ToString(), StringComparison.OrdinalIgnoreCase);
        var answer = Assert.Single(page.GetProperty("entries").EnumerateArray(), e => e.Text("kind") == "reply");
        Assert.Equal(("<p>We are <em>on</em> it.</p>\n", "Tom"), (answer.Text("html"), answer.Text("author")));
    }

    [Fact]
    public async Task A_reply_to_a_ticket_that_waits_for_it_ends_the_waiting()
    {
        var desk = await Desk.OpenAsync(server);
        var number = await desk.ReportAsync();
        await desk.Technician.PostAsync($"/tickets/{number}/replies", new { body = "Which file?", status = "waitingForRequester" });

        await desk.Requester.PostAsync($"/portal/tickets/{number}/replies", new { body = "This one" });

        Assert.Equal("open", await desk.StatusAsync(number));
    }

    [Fact]
    public async Task A_reply_to_a_solved_ticket_opens_it_again()
    {
        var desk = await Desk.OpenAsync(server);
        var number = await desk.ReportAsync();
        await desk.SetStatusAsync(number, "resolved");

        var reply = await desk.Requester.PostAsync($"/portal/tickets/{number}/replies", new { body = "It is back" });

        Assert.Equal((number, false), (reply.Number(), reply.GetProperty("newTicket").GetBoolean()));
        Assert.Equal("open", await desk.StatusAsync(number));
    }

    [Fact]
    public async Task A_reply_to_a_closed_ticket_opens_a_new_one_linked_to_it()
    {
        var desk = await Desk.OpenAsync(server);
        var closed = await desk.ReportAsync("Blank pages");
        await desk.SetStatusAsync(closed, "closed");

        var reply = await desk.Requester.PostAsync($"/portal/tickets/{closed}/replies", new { body = "Again blank" });

        Assert.True(reply.GetProperty("newTicket").GetBoolean());
        Assert.Equal("closed", await desk.StatusAsync(closed));
        var next = await desk.Technician.GetAsync($"/tickets/{reply.Number()}");
        Assert.Equal(("new", "Blank pages"), (next.Text("status"), next.Text("subject")));
        Assert.Equal(closed, Assert.Single(next.GetProperty("links").EnumerateArray()).Number());
    }

    [Theory]
    [InlineData("resolved", false, "open")]
    [InlineData("resolved", true, "resolved")]
    [InlineData("open", true, "resolved")]
    [InlineData("waitingForRequester", false, "open")]
    public async Task Saying_whether_it_works_decides_how_it_goes_on(string before, bool solved, string after)
    {
        var desk = await Desk.OpenAsync(server);
        var number = await desk.ReportAsync();
        await desk.SetStatusAsync(number, before);

        await desk.Requester.PostAsync($"/portal/tickets/{number}/confirm", new { solved }, HttpStatusCode.NoContent);

        Assert.Equal(after, await desk.StatusAsync(number));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \n ")]
    public async Task An_empty_report_is_refused_by_its_field(string text)
    {
        var desk = await Desk.OpenAsync(server);

        var problem = await desk.Requester.PostAsync("/portal/reports", new { text }, HttpStatusCode.BadRequest);

        Assert.Equal("is empty", problem.GetProperty("errors").GetProperty("text")[0].GetString());
    }

    public sealed class Sqlite(OnSqlite server) : PortalTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : PortalTests(server), IClassFixture<OnPostgres>;
}
