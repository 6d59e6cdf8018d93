using System.Net;
using System.Text.Json;
using Fettle.Server.Diagnosis;
using Fettle.Server.People;
using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.ServiceDesk;

public abstract class MergeTests(FettleServer server)
{
    [Fact]
    public async Task What_was_written_on_a_merged_ticket_is_read_where_it_goes_on_with_where_it_came_from()
    {
        var (desk, number, into, colleague) = await TwoAsync();

        await desk.Technician.PostAsync($"/tickets/{number}/merge", new { into });

        var there = (await desk.Technician.GetAsync($"/tickets/{into}/timeline")).Items();
        Assert.Equal(number, there.Single(e => e.Text("text") == "It is slow here, too").Number("writtenOn"));
        Assert.Equal(JsonValueKind.Null, there[0].GetProperty("writtenOn").ValueKind);
        var page = await desk.Technician.GetAsync($"/tickets/{into}");
        Assert.Contains(page.GetProperty("watchers").EnumerateArray(), w => w.Number("id") == colleague.Id);
        Assert.Equal(number, Assert.Single(page.GetProperty("related").GetProperty("merged").EnumerateArray()).Number());
        var merged = await desk.Technician.GetAsync($"/tickets/{number}");
        Assert.Equal(("closed", into), (merged.Text("status"), merged.GetProperty("related").GetProperty("mergedInto").Number()));
    }

    [Fact]
    public async Task Later_words_for_a_merged_ticket_are_said_where_it_goes_on_however_often_it_was_merged()
    {
        var (desk, number, into, colleague) = await TwoAsync();
        var last = await desk.ReportAsync("The whole house is slow");
        await desk.Technician.PostAsync($"/tickets/{number}/merge", new { into });
        await desk.Technician.PostAsync($"/tickets/{into}/merge", new { into = last });

        var reply = await colleague.PostAsync($"/portal/tickets/{number}/replies", new { body = "Any news?" });
        await desk.Technician.PostAsync($"/tickets/{number}/replies", new { body = "We are on it" });
        await desk.TellAsync(new HoldPassed(desk.Organisation, 7001, 5, number, "fs.full", "1 day"));

        Assert.Equal((last, false), (reply.Number(), reply.GetProperty("newTicket").GetBoolean()));
        var there = (await desk.Technician.GetAsync($"/tickets/{last}/timeline")).Items();
        Assert.All(new[] { "Any news?", "We are on it" }, said => Assert.Equal(JsonValueKind.Null, there.Single(e => e.Text("text") == said).GetProperty("writtenOn").ValueKind));
        Assert.Equal(JsonValueKind.Null, there.Single(e => e.Text("kind") == "holdPassed").GetProperty("writtenOn").ValueKind);
        Assert.Equal(last, (await colleague.GetAsync($"/portal/tickets/{number}")).Number("goesOnAs"));
        Assert.Contains("Any news?", (await colleague.GetAsync($"/portal/tickets/{last}")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_merge_that_is_taken_back_leaves_both_tickets_as_they_were()
    {
        var (desk, number, into, colleague) = await TwoAsync();
        await desk.SetStatusAsync(number, "waitingForRequester");
        await desk.Technician.PostAsync($"/tickets/{number}/merge", new { into });

        await desk.Technician.SendAsync(HttpMethod.Delete, $"/tickets/{number}/merge", null, HttpStatusCode.OK);

        Assert.Equal("waitingForRequester", await desk.StatusAsync(number));
        Assert.DoesNotContain((await desk.Technician.GetAsync($"/tickets/{into}/timeline")).Items(), e => e.Text("text") == "It is slow here, too");
        Assert.Empty((await desk.Technician.GetAsync($"/tickets/{into}")).GetProperty("watchers").EnumerateArray());
        await colleague.GetAsync($"/portal/tickets/{into}", HttpStatusCode.NotFound);
        await desk.Technician.SendAsync(HttpMethod.Delete, $"/tickets/{number}/merge", null, HttpStatusCode.Conflict);
        Assert.Equal(number, (await colleague.PostAsync($"/portal/tickets/{number}/replies", new { body = "Still slow" })).Number());
    }

    [Fact]
    public async Task Who_watched_before_the_merge_watches_after_it_is_taken_back()
    {
        var (desk, number, into, colleague) = await TwoAsync();
        await desk.Technician.PutAsync($"/tickets/{into}/watchers/{colleague.Id}");
        await desk.Technician.PostAsync($"/tickets/{number}/merge", new { into });

        await desk.Technician.SendAsync(HttpMethod.Delete, $"/tickets/{number}/merge", null, HttpStatusCode.OK);

        Assert.Equal(colleague.Id, Assert.Single((await desk.Technician.GetAsync($"/tickets/{into}")).GetProperty("watchers").EnumerateArray()).Number("id"));
    }

    [Fact]
    public async Task A_requester_reads_nothing_that_somebody_else_wrote_on_a_merged_ticket()
    {
        var (desk, number, into, _) = await TwoAsync();
        var own = await desk.ReportAsync("And it is loud");
        await desk.Technician.PostAsync($"/tickets/{number}/merge", new { into });
        await desk.Technician.PostAsync($"/tickets/{own}/merge", new { into });

        var page = (await desk.Requester.GetAsync($"/portal/tickets/{into}")).ToString();

        Assert.Contains("And it is loud", page, StringComparison.Ordinal);
        Assert.DoesNotContain("here, too", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_merged_is_told_why()
    {
        var (desk, number, into, _) = await TwoAsync();
        var (elsewhere, child) = (await Desk.OpenAsync(server), await desk.ReportAsync("A part"));
        var (foreign, closed) = (await elsewhere.ReportAsync(), await desk.ReportAsync("Done"));
        await desk.SetStatusAsync(closed, "closed");
        await desk.Technician.PutAsync($"/tickets/{child}/parent", new { parent = number });

        await desk.Technician.PostAsync($"/tickets/{number}/merge", new { into = number }, HttpStatusCode.BadRequest);
        await desk.Technician.PostAsync($"/tickets/{number}/merge", new { into = foreign }, HttpStatusCode.NotFound);
        await elsewhere.Technician.PostAsync($"/tickets/{number}/merge", new { into = foreign }, HttpStatusCode.NotFound);
        await desk.Technician.PostAsync($"/tickets/{number}/merge", new { into = closed }, HttpStatusCode.Conflict);
        Assert.Contains("open children", (await desk.Technician.PostAsync($"/tickets/{number}/merge", new { into }, HttpStatusCode.Conflict)).Text("detail")!, StringComparison.Ordinal);
        await desk.Technician.PostAsync($"/tickets/{child}/merge", new { into });
        await desk.Technician.PostAsync($"/tickets/{into}/merge", new { into = child }, HttpStatusCode.Conflict);
        await desk.Requester.PostAsync($"/tickets/{number}/merge", new { into }, HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Two_who_merge_each_others_ticket_at_once_make_one_merge()
    {
        var (desk, number, into, _) = await TwoAsync();
        var colleague = await server.SignInAsync(Role.Technician, desk.Organisation);

        var answers = await Task.WhenAll(Post(desk.Technician, number, into), Post(colleague, into, number));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], answers.Order());

        static async Task<HttpStatusCode> Post(TestPerson who, long ticket, long into)
        {
            using var body = System.Net.Http.Json.JsonContent.Create(new { into });
            using var answer = await who.Client.PostAsync(new Uri($"/api/tickets/{ticket}/merge", UriKind.Relative), body);
            return answer.StatusCode;
        }
    }

    private async Task<(Desk Desk, long Number, long Into, TestPerson Colleague)> TwoAsync()
    {
        var desk = await Desk.OpenAsync(server);
        var colleague = await server.SignInAsync(Role.Requester, desk.Organisation, "Carl");
        var into = await desk.ReportAsync("The network is slow");
        return (desk, (await colleague.PostAsync("/portal/reports", new { text = "It is slow here, too" })).Number(), into, colleague);
    }

    public sealed class Sqlite(OnSqlite server) : MergeTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : MergeTests(server), IClassFixture<OnPostgres>;
}
