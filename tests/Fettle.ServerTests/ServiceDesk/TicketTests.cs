using System.Net;
using Fettle.Server.People;
using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.ServiceDesk;

public abstract class TicketTests(FettleServer server)
{
    [Fact]
    public async Task Two_who_link_and_unlink_the_same_tickets_from_either_end_at_once_never_wait_for_each_other_in_a_ring()
    {
        var desk = await Desk.OpenAsync(server);
        var colleague = await server.SignInAsync(Role.Technician, desk.Organisation);
        var (one, other) = (await desk.ReportAsync("a"), await desk.ReportAsync("b"));

        for (var round = 0; round < 10; round++)
        {
            await Task.WhenAll(
                desk.Technician.PostAsync($"/tickets/{one}/links", new { kind = "relatesTo", number = other }),
                colleague.PostAsync($"/tickets/{other}/links", new { kind = "relatesTo", number = one }));
            var links = (await desk.Technician.GetAsync($"/tickets/{one}")).GetProperty("links").EnumerateArray().Select(l => l.Number("id")).ToList();
            Assert.Equal(2, links.Count);
            await Task.WhenAll(
                desk.Technician.SendAsync(HttpMethod.Delete, $"/tickets/{one}/links/{links[0]}", null, HttpStatusCode.OK),
                colleague.SendAsync(HttpMethod.Delete, $"/tickets/{other}/links/{links[1]}", null, HttpStatusCode.OK));
        }
    }

    [Fact]
    public async Task Nobody_sees_or_changes_a_ticket_of_another_organisation()
    {
        var (ours, theirs) = (await Desk.OpenAsync(server), await Desk.OpenAsync(server));
        var (number, other) = (await ours.ReportAsync(), await theirs.ReportAsync());
        var stranger = theirs.Technician;

        foreach (var path in new[] { "", "/timeline" })
            await stranger.GetAsync($"/tickets/{number}{path}", HttpStatusCode.NotFound);
        (string Path, object Body)[] changes =
        [
            ("status", new { status = "open" }), ("assignee", new { technicianId = (long?)null }), ("queue", new { queueId = 1 }),
            ("priority", new { impact = "high", urgency = "high" }), ("requester", new { personId = (long?)null }), ("device", new { deviceId = (long?)null }),
            ("subject", new { subject = "x" }), ("tags", new { tags = new[] { "x" } }), ("draft", new { body = "x" }), ($"watchers/{stranger.Id}", new { }), ("seen", new { }),
        ];
        foreach (var (path, body) in changes)
            await stranger.PutAsync($"/tickets/{number}/{path}", body, HttpStatusCode.NotFound);
        await stranger.PostAsync($"/tickets/{number}/replies", new { body = "x" }, HttpStatusCode.NotFound);
        await stranger.PostAsync($"/tickets/{number}/notes", new { body = "x" }, HttpStatusCode.NotFound);
        await stranger.PostAsync($"/tickets/{other}/links", new { kind = "relatesTo", number }, HttpStatusCode.NotFound);
        await stranger.PostAsync($"/tickets/{number}/article-draft", null, HttpStatusCode.NotFound);
        Assert.Equal([other], (await stranger.GetAsync("/tickets")).Items().Select(t => t.Number()));
        Assert.Equal("new", await ours.StatusAsync(number));
    }

    [Fact]
    public async Task Who_works_tickets_in_one_organisation_only_reports_in_another()
    {
        var (here, there) = (await Desk.OpenAsync(server), await Desk.OpenAsync(server));
        var number = await there.ReportAsync();
        var both = await server.SignInAsync(here.Organisation, "Both", new(Role.Technician, here.Organisation), new(Role.Requester, there.Organisation));

        Assert.Empty((await both.GetAsync("/tickets")).Items());
        await both.GetAsync($"/tickets/{number}", HttpStatusCode.NotFound);
        Assert.Equal(0, (await both.GetAsync("/tickets/counts")).EnumerateArray().Single(c => c.Text("id") == "all").Number("count"));
    }

    [Theory]
    [InlineData("high", "high", "p1")]
    [InlineData("high", "medium", "p2")]
    [InlineData("medium", "medium", "p3")]
    [InlineData("low", "high", "p3")]
    [InlineData("low", "medium", "p4")]
    [InlineData("low", "low", "p5")]
    public async Task The_priority_follows_from_impact_and_urgency(string impact, string urgency, string priority)
    {
        var desk = await Desk.OpenAsync(server);
        var number = await desk.ReportAsync();

        var state = await desk.Technician.PutAsync($"/tickets/{number}/priority", new { impact, urgency });

        Assert.Equal(priority, state.Text("priority"));
    }

    [Theory]
    [InlineData("open", "new")]
    [InlineData("open", "verified")]
    [InlineData("closed", "open")]
    [InlineData("closed", "resolved")]
    public async Task What_the_life_of_a_ticket_does_not_allow_is_refused(string from, string to)
    {
        var desk = await Desk.OpenAsync(server);
        var number = await desk.ReportAsync();
        await desk.SetStatusAsync(number, from);

        await desk.Technician.PutAsync($"/tickets/{number}/status", new { status = to }, HttpStatusCode.Conflict);

        Assert.Equal(from, await desk.StatusAsync(number));
    }

    [Fact]
    public async Task An_edit_of_what_somebody_else_changed_meanwhile_is_refused_and_a_reply_is_not()
    {
        var desk = await Desk.OpenAsync(server);
        var number = await desk.ReportAsync();
        var version = (await desk.Technician.GetAsync($"/tickets/{number}")).Number("version");
        await desk.Technician.PutAsync($"/tickets/{number}/subject", new { subject = "Changed", version });

        await desk.Technician.PutAsync($"/tickets/{number}/subject", new { subject = "Overwritten", version }, HttpStatusCode.Conflict);
        await desk.Technician.PostAsync($"/tickets/{number}/replies", new { body = "Hello" });

        Assert.Equal("Changed", (await desk.Technician.GetAsync($"/tickets/{number}")).Text("subject"));
    }

    [Fact]
    public async Task Everybody_may_write_at_once_and_nothing_is_lost()
    {
        var desk = await Desk.OpenAsync(server);
        var number = await desk.ReportAsync();

        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => i % 2 == 0
            ? desk.Technician.PostAsync($"/tickets/{number}/notes", new { body = $"note {i}" })
            : desk.Requester.PostAsync($"/portal/tickets/{number}/replies", new { body = $"reply {i}" })));

        var texts = (await desk.Technician.GetAsync($"/tickets/{number}/timeline")).Items().Select(e => e.Text("text")).ToList();
        Assert.Equal(12, texts.Count(t => t?.StartsWith("note ", StringComparison.Ordinal) == true || t?.StartsWith("reply ", StringComparison.Ordinal) == true));
    }

    [Fact]
    public async Task A_reply_sent_again_with_its_key_is_one_reply()
    {
        var (desk, key) = (await Desk.OpenAsync(server), Guid.NewGuid().ToString());
        var number = await desk.ReportAsync();

        var first = await desk.Technician.PostAsync($"/tickets/{number}/replies", new { body = "Once" }, idempotencyKey: key);
        var again = await desk.Technician.PostAsync($"/tickets/{number}/replies", new { body = "Once" }, idempotencyKey: key);

        Assert.Equal(first.Number("id"), again.Number("id"));
        Assert.Single(await desk.TimelineAsync(number), kind => kind == "reply");
    }

    [Fact]
    public async Task A_ticket_goes_only_into_the_hands_of_somebody_who_sees_it()
    {
        var (desk, elsewhere) = (await Desk.OpenAsync(server), await Desk.OpenAsync(server));
        var number = await desk.ReportAsync();

        await desk.Technician.PutAsync($"/tickets/{number}/assignee", new { technicianId = elsewhere.Technician.Id }, HttpStatusCode.BadRequest);
        await desk.Technician.PutAsync($"/tickets/{number}/assignee", new { technicianId = desk.Requester.Id }, HttpStatusCode.BadRequest);
        await desk.Technician.PutAsync($"/tickets/{number}/assignee", new { technicianId = desk.Technician.Id });

        Assert.Equal([number], (await desk.Technician.GetAsync("/tickets?view=mine")).Items().Select(t => t.Number()));
    }

    [Fact]
    public async Task A_ticket_is_never_given_to_another_organisations_person_queue_or_portal()
    {
        var (desk, elsewhere) = (await Desk.OpenAsync(server), await Desk.OpenAsync(server));
        var (number, _) = (await desk.ReportAsync(), await elsewhere.ReportAsync());
        var foreignQueue = Assert.Single((await elsewhere.Technician.GetAsync("/queues")).EnumerateArray()).Number("id");

        await desk.Technician.PutAsync($"/tickets/{number}/requester", new { personId = elsewhere.Requester.Id }, HttpStatusCode.BadRequest);
        await desk.Technician.PutAsync($"/tickets/{number}/watchers/{elsewhere.Requester.Id}", null, HttpStatusCode.BadRequest);
        await desk.Technician.PutAsync($"/tickets/{number}/queue", new { queueId = foreignQueue }, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_draft_waits_to_be_sent_and_the_reply_uses_it_up()
    {
        var desk = await Desk.OpenAsync(server);
        var number = await desk.ReportAsync();
        await desk.Technician.PutAsync($"/tickets/{number}/draft", new { body = "Soon" });
        Assert.Equal("Soon", (await desk.Technician.GetAsync($"/tickets/{number}")).GetProperty("draft").Text("body"));
        Assert.DoesNotContain("Soon", (await desk.Requester.GetAsync($"/portal/tickets/{number}")).ToString(), StringComparison.Ordinal);

        await desk.Technician.PostAsync($"/tickets/{number}/replies", new { body = "Soon!" });

        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await desk.Technician.GetAsync($"/tickets/{number}")).GetProperty("draft").ValueKind);
    }

    [Fact]
    public async Task A_link_is_seen_from_both_ends_and_taken_back_from_either()
    {
        var desk = await Desk.OpenAsync(server);
        var (one, other) = (await desk.ReportAsync("One"), await desk.ReportAsync("Other"));

        await desk.Technician.PostAsync($"/tickets/{one}/links", new { kind = "duplicates", number = other });
        await desk.Technician.PostAsync($"/tickets/{one}/links", new { kind = "duplicates", number = other });

        var link = Assert.Single((await desk.Technician.GetAsync($"/tickets/{other}")).GetProperty("links").EnumerateArray());
        Assert.Equal((one, false), (link.Number(), link.GetProperty("outgoing").GetBoolean()));
        await desk.Technician.SendAsync(HttpMethod.Delete, $"/tickets/{other}/links/{link.Number("id")}", null, HttpStatusCode.OK);
        Assert.Empty((await desk.Technician.GetAsync($"/tickets/{one}")).GetProperty("links").EnumerateArray());
    }

    [Fact]
    public async Task What_was_changed_is_in_the_timeline_and_in_the_journal_by_whom()
    {
        var desk = await Desk.OpenAsync(server);
        var number = await desk.ReportAsync();
        await desk.Technician.PutAsync($"/tickets/{number}/tags", new { tags = new[] { "Printer", "printer ", "floor 2" } });

        var entry = (await desk.Technician.GetAsync($"/tickets/{number}/timeline")).Items()[^1];

        Assert.Equal(("tagsChanged", "floor 2, printer", "Tom"), (entry.Text("kind"), entry.GetProperty("data").Text("to"), entry.GetProperty("author").Text("name")));
        var journalled = await server.WithDbAsync(db => Task.FromResult(db.Set<Fettle.Server.Platform.Journal.JournalEntry>()
            .Where(j => j.OrganisationId == desk.Organisation && j.Action == "TagTicket").Select(j => j.ActorName).ToList()));
        Assert.Equal("Tom", Assert.Single(journalled.Distinct()));
    }

    public sealed class Sqlite(OnSqlite server) : TicketTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : TicketTests(server), IClassFixture<OnPostgres>;
}
