using System.Net;
using Fettle.Server.Diagnosis;
using Fettle.Server.People;
using Fettle.ServerTests.ServiceDesk;
using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.Knowledge;

public abstract class ArticleTests(FettleServer server)
{
    [Fact]
    public async Task A_draft_is_for_its_writers_until_somebody_who_may_publishes_it()
    {
        var (desk, lead) = await OpenAsync();
        var id = await WriteAsync(desk, "Printer jams", "Open the *rear* door.");
        await desk.Requester.GetAsync($"/articles/{id}", HttpStatusCode.NotFound);
        await desk.Technician.PostAsync($"/articles/{id}/publish", null, HttpStatusCode.Forbidden);

        await lead.PostAsync($"/articles/{id}/publish");

        Assert.Equal("<p>Open the <em>rear</em> door.</p>\n", (await desk.Requester.GetAsync($"/articles/{id}")).Text("html"));
    }

    [Fact]
    public async Task Readers_see_the_published_version_while_the_next_is_written()
    {
        var (desk, lead) = await OpenAsync();
        var id = await WriteAsync(desk, "Printer jams", "Old way");
        await lead.PostAsync($"/articles/{id}/publish");

        await desk.Technician.PutAsync($"/articles/{id}", new { title = "Printer jams again", body = "New way", version = 1 });

        Assert.Equal(("Printer jams", "Old way"), await ReadAsync(desk.Requester));
        Assert.Equal(("Printer jams again", "New way"), await ReadAsync(desk.Technician));
        Assert.Equal("Printer jams", Assert.Single((await desk.Requester.GetAsync("/articles")).Items()).Text("title"));
        await lead.PostAsync($"/articles/{id}/publish");
        Assert.Equal(("Printer jams again", "New way"), await ReadAsync(desk.Requester));
        Assert.Equal([2, 1], (await desk.Technician.GetAsync($"/articles/{id}/versions")).EnumerateArray().Select(v => v.Number("version")));

        async Task<(string?, string?)> ReadAsync(TestPerson person)
        {
            var article = await person.GetAsync($"/articles/{id}");
            return (article.Text("title"), article.Text("body"));
        }
    }

    [Fact]
    public async Task Two_who_write_at_once_do_not_overwrite_each_other()
    {
        var (desk, lead) = await OpenAsync();
        var id = await WriteAsync(desk, "Printer", "One");
        await lead.PutAsync($"/articles/{id}", new { title = "Printer", body = "Two", version = 1 });

        await desk.Technician.PutAsync($"/articles/{id}", new { title = "Printer", body = "Three", version = 1 }, HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task What_is_for_technicians_never_reaches_a_requester()
    {
        var (desk, lead) = await OpenAsync();
        var id = (await desk.Technician.PostAsync("/articles", new { title = "No sound", body = "Check the plug.", forTechnicians = "systemctl restart zebra" })).Number("id");
        var internalOnly = (await desk.Technician.PostAsync("/articles", new { title = "No sound inside", body = "Hidden plug.", audience = "staff" })).Number("id");
        await lead.PostAsync($"/articles/{id}/publish");
        await lead.PostAsync($"/articles/{internalOnly}/publish");

        Assert.DoesNotContain("zebra", (await desk.Requester.GetAsync($"/articles/{id}")).ToString(), StringComparison.Ordinal);
        Assert.Empty((await desk.Requester.GetAsync("/articles?q=zebra")).Items());
        Assert.Empty((await desk.Requester.GetAsync("/search?q=zebra")).EnumerateArray());
        Assert.Empty((await desk.Requester.GetAsync("/portal/suggestions?text=zebra zebra")).EnumerateArray());
        Assert.Single((await desk.Technician.GetAsync("/articles?q=zebra")).Items());
        await desk.Requester.GetAsync($"/articles/{internalOnly}", HttpStatusCode.NotFound);
        Assert.Equal([id], (await desk.Requester.GetAsync("/portal/suggestions?text=no sound from the plug")).EnumerateArray().Select(a => a.Number("id")));
    }

    [Fact]
    public async Task Another_organisations_article_is_not_there()
    {
        var (desk, lead) = await OpenAsync();
        var id = await WriteAsync(desk, "Printer jams", "Open the door");
        await lead.PostAsync($"/articles/{id}/publish");
        var (other, otherLead) = await OpenAsync();

        await other.Requester.GetAsync($"/articles/{id}", HttpStatusCode.NotFound);
        await other.Technician.PutAsync($"/articles/{id}", new { title = "x", body = "x" }, HttpStatusCode.NotFound);
        await otherLead.PostAsync($"/articles/{id}/archive", null, HttpStatusCode.NotFound);
        await other.Technician.PostAsync("/articles", new { title = "x", body = "x", organisationId = desk.Organisation }, HttpStatusCode.NotFound);
        Assert.Empty((await other.Requester.GetAsync("/portal/suggestions?text=printer jams")).EnumerateArray());
    }

    [Fact]
    public async Task Who_writes_a_sentence_is_offered_what_fits_best_first()
    {
        var (desk, lead) = await OpenAsync();
        var ids = new Dictionary<string, long>();
        foreach (var (title, body) in new[]
        {
            ("You cannot save a file", "When the disk is full, saving fails."), ("The printer prints blank pages", "Change the toner."),
            ("A file on a share is gone", "Ask for the backup."), ("No internet", "Look at the cable."),
        })
        {
            ids[title] = await WriteAsync(desk, title, body);
            await lead.PostAsync($"/articles/{ids[title]}/publish");
        }

        var offered = (await desk.Requester.PostAsync("/portal/reports", new { text = "my computer is slow and I cannot save my files!" })).GetProperty("articles");

        Assert.Equal("You cannot save a file", offered[0].Text("title"));
        Assert.Equal("When the disk is full, saving fails.", offered[0].Text("firstLines"));
        Assert.DoesNotContain(ids["No internet"], offered.EnumerateArray().Select(a => a.Number("id")));
        Assert.Empty((await desk.Requester.GetAsync("/portal/suggestions?text=the and is my")).EnumerateArray());
    }

    [Fact]
    public async Task An_archived_article_is_offered_to_nobody()
    {
        var (desk, lead) = await OpenAsync();
        var id = await WriteAsync(desk, "Toner is empty", "Change it");
        await lead.PostAsync($"/articles/{id}/publish");

        await lead.PostAsync($"/articles/{id}/archive");

        Assert.Empty((await desk.Requester.GetAsync("/portal/suggestions?text=toner is empty")).EnumerateArray());
        await desk.Requester.GetAsync($"/articles/{id}", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Each_reader_has_one_vote_and_may_change_it()
    {
        var (desk, lead) = await OpenAsync();
        var id = await WriteAsync(desk, "Toner", "Change it");
        await lead.PostAsync($"/articles/{id}/publish");

        await desk.Requester.PostAsync($"/articles/{id}/helpful", new { helpful = true }, HttpStatusCode.NoContent);
        await desk.Requester.PostAsync($"/articles/{id}/helpful", new { helpful = false }, HttpStatusCode.NoContent);
        await lead.PostAsync($"/articles/{id}/helpful", new { helpful = true }, HttpStatusCode.NoContent);

        var article = await desk.Requester.GetAsync($"/articles/{id}");
        Assert.Equal((1, 1, false), (article.Number("helpful"), article.Number("notHelpful"), article.GetProperty("voted").GetBoolean()));
    }

    [Fact]
    public async Task A_solved_ticket_becomes_a_draft_that_tells_requester_and_technician_what_each_needs()
    {
        var (desk, _) = await OpenAsync();
        var number = await desk.ReportAsync("I cannot save my file");
        await desk.Technician.PostAsync($"/tickets/{number}/article-draft", null, HttpStatusCode.Conflict);
        await desk.TellAsync(new CheckUpFinished(desk.Organisation, 1, 1, number, ["File system full"], null, ["/var is 100 % full"]));
        await desk.TellAsync(new RemedyStarted(desk.Organisation, 9, 1, number, "disk.full", "File system full", ["journalctl --vacuum-size=200M"], desk.Technician.Id));
        await desk.TellAsync(new RemedyFinished(desk.Organisation, 9, 1, number, "disk.full", "File system full", true, null, "The disk was full.", "We made room.", ["/var is 40 % full"]));

        var id = (await desk.Technician.PostAsync($"/tickets/{number}/article-draft")).Number("id");
        await server.DeliverOutboxAsync();

        var article = await desk.Technician.GetAsync($"/articles/{id}");
        Assert.Equal(("File system full", "draft", number), (article.Text("title"), article.Text("status"), article.Number("ticketNumber")));
        Assert.Contains("<blockquote>\n<p>I cannot save my file</p>", article.Text("html"), StringComparison.Ordinal);
        Assert.Contains("The disk was full.", article.Text("html"), StringComparison.Ordinal);
        Assert.DoesNotContain("journalctl", article.Text("html"), StringComparison.Ordinal);
        var technical = article.Text("forTechniciansHtml");
        Assert.Contains("<pre><code>journalctl --vacuum-size=200M\n</code></pre>", technical, StringComparison.Ordinal);
        Assert.Contains("/var is 100 % full", technical, StringComparison.Ordinal);
        Assert.Contains("<code>disk.full</code>", technical, StringComparison.Ordinal);
        Assert.Contains("articleDrafted", await desk.TimelineAsync(number));
    }

    private async Task<(Desk Desk, TestPerson Lead)> OpenAsync()
    {
        var desk = await Desk.OpenAsync(server);
        return (desk, await server.SignInAsync(Role.Lead, desk.Organisation, "Lea"));
    }

    private static async Task<long> WriteAsync(Desk desk, string title, string body) => (await desk.Technician.PostAsync("/articles", new { title, body })).Number("id");

    public sealed class Sqlite(OnSqlite server) : ArticleTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : ArticleTests(server), IClassFixture<OnPostgres>;
}
