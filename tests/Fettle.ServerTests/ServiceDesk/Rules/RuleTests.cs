using System.Net;
using System.Text.Json;
using Fettle.ServerTests.Testing;
using static Fettle.ServerTests.ServiceDesk.Rules.RuleDesk;

namespace Fettle.ServerTests.ServiceDesk.Rules;

public abstract class RuleTests(FettleServer server)
{
    [Fact]
    public async Task What_a_rule_says_is_done_to_the_tickets_it_means_and_to_no_others()
    {
        var desk = await OpenAsync(server);
        var rule = await desk.RuleAsync(
            ["opened"],
            [Do("tag", "printing"), Do("priority", "high,high"), Do("assignee", $"{desk.Desk.Technician.Id}"), Do("note", text: "{{requester}} cannot print, #{{number}}"), Do("watch", $"{desk.Lead.Id}")],
            ["printer", "requester:rita"]);

        var (meant, other) = (await desk.ReportAsync("The PRINTER on the second floor is jammed"), await desk.ReportAsync("My mouse is dead"));

        var ticket = await desk.TicketAsync(meant);
        Assert.Equal(("p1", desk.Desk.Technician.Id), (ticket.Text("priority"), ticket.GetProperty("assignee").Number("id")));
        Assert.Equal(["printing"], await desk.TagsAsync(meant));
        var notes = (await desk.Desk.Technician.GetAsync($"/tickets/{meant}/timeline")).Items().Where(e => e.Text("kind") == "note").Select(e => e.Text("text"));
        Assert.Equal([$"Rita cannot print, #{meant}"], notes);
        Assert.Contains("ruleApplied", await desk.Desk.TimelineAsync(meant));
        Assert.Empty(await desk.TagsAsync(other));
        Assert.Equal([meant], (await desk.RunsAsync(rule)).Select(r => r.Number("ticketNumber")));
    }

    [Theory]
    [InlineData("all", new[] { "status:new", "slow" }, true)]
    [InlineData("all", new[] { "status:new", "fast" }, false)]
    [InlineData("any", new[] { "fast", "status:new" }, true)]
    [InlineData("any", new[] { "fast", "-status:new" }, false)]
    [InlineData("all", new[] { "-tag:vip", "priority<=P3", "age<1h", "assignee:none" }, true)]
    [InlineData("all", new[] { "\"computer is slow\"" }, true)]
    [InlineData("all", new[] { "requester:@nowhere.example" }, false)]
    public async Task Conditions_are_those_of_the_search_box_all_of_them_or_any(string match, string[] conditions, bool meant)
    {
        var desk = await OpenAsync(server);
        await desk.RuleAsync(["opened"], [Do("tag", "hit")], conditions, match);

        var number = await desk.ReportAsync("My computer is slow");

        Assert.Equal(meant, (await desk.TagsAsync(number)).Contains("hit"));
    }

    [Fact]
    public async Task A_later_rule_sees_what_an_earlier_one_did_in_the_order_that_was_chosen()
    {
        var desk = await OpenAsync(server);
        var second = await desk.RuleAsync(["opened"], [Do("tag", "second")], ["tag:first"]);
        var first = await desk.RuleAsync(["opened"], [Do("tag", "first")]);
        Assert.Equal(["first"], await desk.TagsAsync(await desk.ReportAsync("x")));

        await desk.Lead.SendAsync(HttpMethod.Put, $"/rules/{first}/place", new { beforeId = second }, HttpStatusCode.NoContent);

        Assert.Equal(["first", "second"], await desk.TagsAsync(await desk.ReportAsync("y")));
    }

    [Fact]
    public async Task An_event_that_is_told_twice_is_answered_once()
    {
        var desk = await OpenAsync(server);
        await desk.RuleAsync(["noteAdded"], [Do("reply", text: "Hello {{requester.first}}, we look at #{{number}}.")], ["urgent"]);
        var number = await desk.ReportAsync("It is broken");
        await desk.NoteAsync(number, "urgent");
        var entry = (await desk.Desk.Technician.GetAsync($"/tickets/{number}/timeline")).Items().Single(e => e.Text("kind") == "note").Number("id");
        var id = await server.WithDbAsync(db => Task.FromResult(db.Set<Fettle.Server.ServiceDesk.Tickets.Ticket>().Single(t => t.Number == number).Id));

        await desk.Desk.TellAsync(new Fettle.Server.ServiceDesk.Rules.TicketWritten(desk.Desk.Organisation, id, number, entry, entry, 0, []));

        var replies = (await desk.Desk.Technician.GetAsync($"/tickets/{number}/timeline")).Items().Where(e => e.Text("kind") == "reply").ToList();
        Assert.Equal([$"Hello Rita, we look at #{number}."], replies.Select(r => r.Text("text")));
    }

    [Fact]
    public async Task A_rule_that_triggers_itself_is_stopped_and_says_so_on_the_ticket_and_in_its_log()
    {
        var desk = await OpenAsync(server);
        var rule = await desk.RuleAsync(["noteAdded"], [Do("note", text: "Noted.")]);
        var number = await desk.ReportAsync("x");

        await desk.NoteAsync(number, "begin");

        var timeline = await desk.Desk.TimelineAsync(number);
        Assert.Equal((2, 1), (timeline.Count(k => k == "note"), timeline.Count(k => k == "ruleStopped")));
        Assert.Equal(["stopped", "done"], (await desk.RunsAsync(rule)).Select(r => r.Text("outcome")));
    }

    [Fact]
    public async Task Rules_that_lead_to_each_other_come_to_an_end()
    {
        var desk = await OpenAsync(server);
        await desk.RuleAsync(["tagsChanged"], [Do("untag", "ping"), Do("tag", "pong")], ["tag:ping"], name: "Ping");
        await desk.RuleAsync(["tagsChanged"], [Do("untag", "pong"), Do("tag", "ping")], ["tag:pong"], name: "Pong");
        var number = await desk.ReportAsync("x");

        await desk.Desk.Technician.PutAsync($"/tickets/{number}/tags", new { tags = new[] { "ping" } });
        await server.DeliverOutboxAsync();

        var timeline = await desk.Desk.TimelineAsync(number);
        Assert.Contains("ruleStopped", timeline);
        Assert.InRange(timeline.Count(k => k == "tagsChanged"), 2, 30);
    }

    [Fact]
    public async Task Rules_have_a_budget_for_a_ticket_and_hour()
    {
        var desk = await OpenAsync(server);
        var rule = await desk.RuleAsync(["requesterReplied"], [Do("note", text: "They wrote.")]);
        var number = await desk.ReportAsync("x");

        for (var i = 0; i < 32; i++)
            await desk.Desk.Requester.PostAsync($"/portal/tickets/{number}/replies", new { body = $"word {i}" });
        await server.DeliverOutboxAsync();

        var timeline = await desk.Desk.TimelineAsync(number);
        Assert.Equal((30, 1), (timeline.Count(k => k == "note"), timeline.Count(k => k == "ruleStopped")));
        server.Clock.Advance(TimeSpan.FromHours(2));
        await desk.Desk.Requester.PostAsync($"/portal/tickets/{number}/replies", new { body = "later" });
        await server.DeliverOutboxAsync();
        Assert.Equal("done", (await desk.RunsAsync(rule))[0].Text("outcome"));
    }

    [Fact]
    public async Task What_cannot_be_done_is_written_down_and_keeps_nothing_else_from_being_done()
    {
        var desk = await OpenAsync(server);
        var rule = await desk.RuleAsync(["opened"], [Do("checkUp"), Do("tag", "after")]);

        var number = (await desk.Desk.Technician.PostAsync("/tickets", new { kind = "incident", subject = "no device", body = "x" })).Number();
        await server.DeliverOutboxAsync();

        Assert.Equal(["after"], await desk.TagsAsync(number));
        var run = Assert.Single(await desk.RunsAsync(rule));
        Assert.Equal("failed", run.Text("outcome"));
        Assert.Contains("no device", run.GetProperty("what")[0].GetString());
    }

    [Fact]
    public async Task An_automatic_reply_carries_no_words_of_a_stranger()
    {
        var desk = await OpenAsync(server);
        await desk.RuleAsync(["opened"], [Do("reply", text: "About [{{subject}}] of [{{requester}}]: #{{number}}")]);

        var number = await desk.ReportAsync("Buy pills at http://evil.example");

        var reply = (await desk.Desk.Technician.GetAsync($"/tickets/{number}/timeline")).Items().Single(e => e.Text("kind") == "reply");
        Assert.Equal($"About [] of [Rita]: #{number}", reply.Text("text"));
    }

    [Theory]
    [InlineData("""{"events":[]}""", "events")]
    [InlineData("""{"actions":[]}""", "actions")]
    [InlineData("""{"conditions":["status:gone"]}""", "conditions[0]")]
    [InlineData("""{"conditions":["assignee:me"]}""", "conditions[0]")]
    [InlineData("""{"events":["timePassed"]}""", "conditions")]
    [InlineData("""{"actions":[{"kind":"status","value":"gone"}]}""", "value")]
    [InlineData("""{"actions":[{"kind":"note","text":"{{requestor}}"}]}""", "actions[0].text")]
    [InlineData("""{"actions":[{"kind":"webhook","value":"999999"}]}""", "actions[0].value")]
    [InlineData("""{"events":["checkUpFinished"],"actions":[{"kind":"checkUp"}]}""", "actions")]
    public async Task What_a_rule_can_never_do_is_refused_when_it_is_made(string change, string field)
    {
        var desk = await OpenAsync(server);
        var rule = JsonSerializer.SerializeToNode(desk.Rule(["opened"], [Do("tag", "x")]))!.AsObject();
        foreach (var (name, value) in JsonElement.Parse(change).EnumerateObject().Select(p => (p.Name, p.Value)))
            rule[name] = System.Text.Json.Nodes.JsonNode.Parse(value.GetRawText());

        var refused = await desk.Lead.PostAsync("/rules", rule, HttpStatusCode.BadRequest);

        Assert.True(refused.GetProperty("errors").TryGetProperty(field, out _), refused.ToString());
    }

    [Fact]
    public async Task Rules_are_managed_by_those_who_manage_the_desk_and_known_to_no_other_house()
    {
        var (desk, elsewhere) = (await OpenAsync(server), await OpenAsync(server));
        var rule = await desk.RuleAsync(["opened"], [Do("tag", "x")]);

        await desk.Desk.Technician.PostAsync("/rules", desk.Rule(["opened"], [Do("tag", "x")]), HttpStatusCode.Forbidden);
        await elsewhere.Lead.GetAsync($"/rules/{rule}/runs", HttpStatusCode.NotFound);
        Assert.DoesNotContain((await elsewhere.Lead.GetAsync("/rules")).EnumerateArray(), r => r.Number("id") == rule);
        Assert.Empty(await elsewhere.TagsAsync(await elsewhere.ReportAsync("x")));
        await elsewhere.Lead.PostAsync("/rules", desk.Rule(["opened"], [Do("tag", "x")]), HttpStatusCode.NotFound);
        await desk.Lead.PostAsync("/rules", new { name = "All", organisationId = (long?)null, enabled = true, events = new[] { "opened" }, match = "all", conditions = Array.Empty<string>(), actions = new[] { Do("tag", "x") } }, HttpStatusCode.Forbidden);
    }

    public sealed class Sqlite(OnSqlite server) : RuleTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : RuleTests(server), IClassFixture<OnPostgres>;
}
