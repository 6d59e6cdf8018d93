using System.Net;
using Fettle.Server.People;
using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.ServiceDesk;

public abstract class QueueTests(FettleServer server)
{
    [Theory]
    [InlineData("updated")]
    [InlineData("created")]
    [InlineData("priority")]
    public async Task Page_after_page_shows_each_ticket_once_in_order(string sort)
    {
        var desk = await Desk.OpenAsync(server);
        var numbers = new List<long>();
        for (var i = 0; i < 7; i++)
        {
            numbers.Add(await desk.ReportAsync($"Report {i}"));
            // Some are of the same instant, and of the same priority.
            if (i % 2 == 0)
                server.Clock.Advance(TimeSpan.FromSeconds(1));
            if (i % 3 == 0)
                await desk.Technician.PutAsync($"/tickets/{numbers[i]}/priority", new { impact = "high", urgency = "high" });
        }

        var (seen, next) = (new List<long>(), "");
        do
        {
            var page = await desk.Technician.GetAsync($"/tickets?sort={sort}&limit=2&cursor={next}");
            seen.AddRange(page.Items().Select(t => t.Number()));
            next = page.Text("next");
        }
        while (next is not null);

        var whole = (await desk.Technician.GetAsync($"/tickets?sort={sort}")).Items();
        Assert.Equal(whole.Select(t => t.Number()), seen);
        Assert.Equal(numbers.Order(), seen.Order());
        if (sort == "priority")
            Assert.Equal(whole.Select(t => t.Text("priority")).Order(), whole.Select(t => t.Text("priority")));
    }

    [Fact]
    public async Task Filters_leave_what_they_name()
    {
        var desk = await Desk.OpenAsync(server);
        var (one, two, three) = (await desk.ReportAsync("Printer jams"), await desk.ReportAsync("No sound"), await desk.ReportAsync("Slow"));
        await desk.Technician.PutAsync($"/tickets/{one}/tags", new { tags = new[] { "printer" } });
        await desk.Technician.PutAsync($"/tickets/{two}/assignee", new { technicianId = desk.Technician.Id });
        await desk.SetStatusAsync(three, "resolved");

        Assert.Equal([one], await NumbersAsync("tag=printer"));
        Assert.Equal([two], await NumbersAsync("assigneeId=me"));
        Assert.Equal([three, one], await NumbersAsync("assigneeId=none"));
        Assert.Equal([two, one], await NumbersAsync("status=active"));
        Assert.Equal([three, two], await NumbersAsync("view=mine", "view=solved"));
        Assert.Equal([three, two, one], await NumbersAsync($"requesterId={desk.Requester.Id}"));
        Assert.Equal([two], await NumbersAsync("q=SOUND"));
        await desk.Technician.GetAsync("/tickets?status=gone", HttpStatusCode.BadRequest);
        await desk.Technician.GetAsync("/tickets?sort=size", HttpStatusCode.BadRequest);
        await desk.Technician.GetAsync("/tickets?cursor=abc", HttpStatusCode.BadRequest);

        async Task<IEnumerable<long>> NumbersAsync(params string[] queries)
        {
            var numbers = new HashSet<long>();
            foreach (var query in queries)
                numbers.UnionWith((await desk.Technician.GetAsync($"/tickets?{query}")).Items().Select(t => t.Number()));
            return numbers.OrderDescending();
        }
    }

    [Fact]
    public async Task Words_of_subject_report_reply_note_and_requester_are_found()
    {
        var desk = await Desk.OpenAsync(server);
        var number = await desk.ReportAsync("The Drücker\nis out of toner");
        await desk.ReportAsync("Something else");
        await desk.Requester.PostAsync($"/portal/tickets/{number}/replies", new { body = "It smells of **ozone**" });
        await desk.Technician.PostAsync($"/tickets/{number}/notes", new { body = "Order fuser unit" });

        foreach (var words in new[] { "drucker", "toner", "ozone", "fuser unit", $"{number}", "rita toner" })
            Assert.Contains(number, (await desk.Technician.GetAsync($"/tickets?q={words}")).Items().Select(t => t.Number()));
        Assert.Empty((await desk.Technician.GetAsync("/tickets?q=toner%22 OR absent*")).Items());
    }

    [Fact]
    public async Task The_palette_shows_the_requester_what_they_may_read_only()
    {
        var desk = await Desk.OpenAsync(server);
        var number = await desk.ReportAsync("Toner is empty");
        await desk.Technician.PostAsync($"/tickets/{number}/notes", new { body = "Secret fuser" });

        Assert.Equal(number, Assert.Single((await desk.Requester.GetAsync("/search?q=toner")).EnumerateArray()).Number("id"));
        Assert.Empty((await desk.Requester.GetAsync("/search?q=fuser")).EnumerateArray());
        Assert.Equal(number, Assert.Single((await desk.Technician.GetAsync("/search?q=fuser")).EnumerateArray()).Number("id"));
        var stranger = await server.SignInAsync(Role.Technician, await server.OrganisationAsync());
        Assert.Empty((await stranger.GetAsync("/search?q=toner")).EnumerateArray());
    }

    [Fact]
    public async Task A_list_costs_the_same_number_of_queries_however_long_it_is()
    {
        var desk = await Desk.OpenAsync(server);
        await desk.ReportAsync();
        var short_ = await server.QueriesAsync(() => desk.Technician.GetAsync("/tickets"));
        for (var i = 0; i < 5; i++)
        {
            var number = (await (await server.SignInAsync(Role.Requester, desk.Organisation)).PostAsync("/portal/reports", new { text = $"{i}" })).Number();
            await desk.Technician.PutAsync($"/tickets/{number}/tags", new { tags = new[] { "a", "b" } });
        }

        Assert.Equal(short_, await server.QueriesAsync(() => desk.Technician.GetAsync("/tickets")));
        Assert.InRange(short_, 1, 8);
    }

    [Fact]
    public async Task A_tickets_page_costs_the_same_number_of_queries_whatever_is_on_it()
    {
        var desk = await Desk.OpenAsync(server);
        var (number, other) = (await desk.ReportAsync(), await desk.ReportAsync());
        var (page, timeline) = await CountAsync();
        for (var i = 0; i < 3; i++)
        {
            var colleague = await server.SignInAsync(Role.Requester, desk.Organisation);
            await desk.Technician.PutAsync($"/tickets/{number}/watchers/{colleague.Id}");
            await colleague.PostAsync($"/portal/tickets/{number}/replies", new { body = "Me too" });
        }
        await desk.Technician.PostAsync($"/tickets/{number}/links", new { kind = "relatesTo", number = other });
        await desk.Technician.PostAsync($"/tickets/{await desk.ReportAsync()}/merge", new { into = number });
        await desk.Technician.PutAsync($"/tickets/{other}/parent", new { parent = number });

        Assert.Equal((page, timeline), await CountAsync());

        async Task<(int Page, int Timeline)> CountAsync() => (
            await server.QueriesAsync(() => desk.Technician.GetAsync($"/tickets/{number}")),
            await server.QueriesAsync(() => desk.Technician.GetAsync($"/tickets/{number}/timeline")));
    }

    [Fact]
    public async Task All_views_are_counted_by_the_same_number_of_queries()
    {
        var desk = await Desk.OpenAsync(server);
        var number = await desk.ReportAsync();
        await desk.ReportAsync();
        var few = await server.QueriesAsync(() => desk.Technician.GetAsync("/tickets/counts"));
        var saved = await desk.Technician.PostAsync("/views", new { name = "Tagged", query = "status=active&tag=vip" });
        await desk.Technician.PutAsync($"/tickets/{number}/tags", new { tags = new[] { "vip" } });

        Assert.Equal(few, await server.QueriesAsync(() => desk.Technician.GetAsync("/tickets/counts")));
        var counts = (await desk.Technician.GetAsync("/tickets/counts")).EnumerateArray().ToDictionary(c => c.Text("id")!, c => c.Number("count"));
        Assert.Equal((2, 2, 0, 1), (counts["active"], counts["unassigned"], counts["mine"], counts[saved.Text("id")!]));
        Assert.Equal([number], (await desk.Technician.GetAsync($"/tickets?view={saved.Text("id")}")).Items().Select(t => t.Number()));
    }

    [Fact]
    public async Task A_view_is_its_makers_own_until_it_is_shared()
    {
        var desk = await Desk.OpenAsync(server);
        var (colleague, lead) = (await server.SignInAsync(Role.Technician, desk.Organisation), await server.SignInAsync(Role.Lead, desk.Organisation));
        var own = (await desk.Technician.PostAsync("/views", new { name = "Mine", query = "status=open" })).Text("id");
        var shared = (await lead.PostAsync("/views", new { name = "Ours", query = "status=new", shared = true })).Text("id");

        await desk.Technician.PostAsync("/views", new { name = "Everybody's", query = "", shared = true }, HttpStatusCode.Forbidden);
        await desk.Technician.PostAsync("/views", new { name = "Wrong", query = "colour=red" }, HttpStatusCode.BadRequest);
        Assert.Equal([shared], (await colleague.GetAsync("/views")).EnumerateArray().Where(v => !v.GetProperty("builtIn").GetBoolean()).Select(v => v.Text("id")));
        await colleague.SendAsync(HttpMethod.Delete, $"/views/{own}", null, HttpStatusCode.NotFound);
        await colleague.SendAsync(HttpMethod.Delete, $"/views/{shared}", null, HttpStatusCode.Forbidden);
        await lead.SendAsync(HttpMethod.Delete, $"/views/{shared}", null, HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_ticket_is_unread_from_the_requesters_words_until_somebody_looks()
    {
        var desk = await Desk.OpenAsync(server);
        var number = await desk.ReportAsync();
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        await desk.Technician.PutAsync($"/tickets/{number}/seen", null, HttpStatusCode.NoContent);
        Assert.False((await desk.Technician.GetAsync("/tickets")).Items()[0].GetProperty("unread").GetBoolean());

        server.Clock.Advance(TimeSpan.FromSeconds(1));
        await desk.Requester.PostAsync($"/portal/tickets/{number}/replies", new { body = "Anybody there?" });

        Assert.True((await desk.Technician.GetAsync("/tickets")).Items()[0].GetProperty("unread").GetBoolean());
    }

    public sealed class Sqlite(OnSqlite server) : QueueTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : QueueTests(server), IClassFixture<OnPostgres>;
}
