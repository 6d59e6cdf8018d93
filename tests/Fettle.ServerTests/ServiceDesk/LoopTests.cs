using System.Text.Json;
using Fettle.Server.Diagnosis;
using Fettle.Server.Platform.Outbox;
using Fettle.ServerTests.Testing;

namespace Fettle.ServerTests.ServiceDesk;

/// <summary>What Diagnosis tells, on the ticket it is about.</summary>
public abstract class LoopTests(FettleServer server)
{
    private const long Device = 4711;
    private static long s_last;

    [Fact]
    public async Task Every_step_from_the_check_up_to_the_hold_is_in_the_timeline_in_order()
    {
        var desk = await Desk.OpenAsync(server);
        var number = await desk.ReportAsync();

        await desk.TellAsync(new CheckUpStarted(desk.Organisation, 1, Device, number));
        await desk.TellAsync(new CheckUpFinished(desk.Organisation, 1, Device, number, ["File system full"], null, ["/var is 100 % full"]));
        await desk.TellAsync(new RemedyPreviewed(desk.Organisation, 1, Device, number, "disk.full", "Vacuum the journal", ["journalctl --vacuum-size=200M"], desk.Technician.Id));
        await desk.TellAsync(new RemedyStarted(desk.Organisation, 7, Device, number, "disk.full", "Vacuum the journal", ["journalctl --vacuum-size=200M"], desk.Technician.Id));
        await desk.TellAsync(Finished(desk, number, job: 7, verified: true));
        await desk.TellAsync(new HoldPassed(desk.Organisation, 70, Device, number, "disk.full", "1 hour"));

        Assert.Equal(
            ["opened", "checkUpStarted", "checkUpFinished", "remedyPreviewed", "remedyStarted", "remedyFinished", "statusChanged", "replyDrafted", "holdPassed"],
            await desk.TimelineAsync(number));
        var entries = (await desk.Technician.GetAsync($"/tickets/{number}/timeline")).Items();
        Assert.Equal("/var is 100 % full", entries[2].GetProperty("data").GetProperty("evidence")[0].GetString());
        Assert.Equal(("Tom", "journalctl --vacuum-size=200M"), (entries[4].GetProperty("author").Text("name"), entries[4].GetProperty("data").GetProperty("commands")[0].GetString()));
    }

    [Fact]
    public async Task A_verified_remedy_makes_the_ticket_verified_and_drafts_an_answer_that_is_not_sent()
    {
        var desk = await Desk.OpenAsync(server);
        var number = await desk.ReportAsync();

        await desk.TellAsync(Finished(desk, number, job: Next(), verified: true));

        var page = await desk.Technician.GetAsync($"/tickets/{number}");
        Assert.Equal(("verified", true), (page.Text("status"), page.GetProperty("verified").GetBoolean()));
        var draft = page.GetProperty("draft").Text("body")!;
        Assert.Contains("Hello Rita", draft, StringComparison.Ordinal);
        Assert.Contains("The disk was full.", draft, StringComparison.Ordinal);
        Assert.Contains("We made room.", draft, StringComparison.Ordinal);
        Assert.DoesNotContain("reply", await desk.TimelineAsync(number));
    }

    [Fact]
    public async Task A_remedy_that_did_not_help_leaves_the_ticket_open()
    {
        var desk = await Desk.OpenAsync(server);
        var number = await desk.ReportAsync();
        await desk.SetStatusAsync(number, "open");

        await desk.TellAsync(Finished(desk, number, job: Next(), verified: false));

        var page = await desk.Technician.GetAsync($"/tickets/{number}");
        Assert.Equal(("open", JsonValueKind.Null), (page.Text("status"), page.GetProperty("draft").ValueKind));
    }

    [Fact]
    public async Task What_is_told_twice_is_written_once()
    {
        var desk = await Desk.OpenAsync(server);
        var number = await desk.ReportAsync();
        IEvent[] events =
        [
            new CheckUpFinished(desk.Organisation, Next(), Device, number, [], null), Finished(desk, number, Next(), verified: true),
            Returned(desk, number), new HoldPassed(desk.Organisation, Next(), Device, number, "disk.full", "1 hour"),
        ];
        foreach (var told in events)
            await desk.TellAsync(told);
        var once = await desk.TimelineAsync(number);

        foreach (var told in events)
            await desk.TellAsync(told);

        Assert.Equal(once, await desk.TimelineAsync(number));
    }

    [Theory]
    [InlineData("verified")]
    [InlineData("closed")]
    public async Task A_fault_that_is_back_opens_its_ticket_again_and_links_a_problem(string status)
    {
        var desk = await Desk.OpenAsync(server);
        var number = await desk.ReportAsync();
        await desk.TellAsync(Finished(desk, number, Next(), verified: true));
        if (status == "closed")
            await desk.SetStatusAsync(number, "closed");

        await desk.TellAsync(Returned(desk, number));

        var page = await desk.Technician.GetAsync($"/tickets/{number}");
        Assert.Equal("open", page.Text("status"));
        var problem = Assert.Single((await desk.Technician.GetAsync("/problems")).Items());
        Assert.Equal(problem.Number(), Assert.Single(page.GetProperty("links").EnumerateArray()).Number());
        Assert.Equal(("disk.full", 1), (problem.Text("cause"), problem.Number("tickets")));
        Assert.Contains("It has come back", await WordsOfPortalAsync(desk, number), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Further_tickets_of_the_cause_join_the_problem_until_it_is_solved_and_then_begin_another()
    {
        var desk = await Desk.OpenAsync(server);
        var (one, two, three) = (await desk.ReportAsync(), await desk.ReportAsync(), await desk.ReportAsync());
        await desk.TellAsync(Returned(desk, one));
        await desk.TellAsync(Returned(desk, two));
        var problem = Assert.Single((await desk.Technician.GetAsync("/problems")).Items());
        Assert.Equal(2, problem.Number("tickets"));
        await desk.SetStatusAsync(problem.Number(), "resolved");

        await desk.TellAsync(Returned(desk, three));

        Assert.Equal([1, 2], (await desk.Technician.GetAsync("/problems")).Items().Select(p => p.Number("tickets")));
    }

    [Fact]
    public async Task Another_organisations_problem_of_the_same_cause_is_its_own()
    {
        var (ours, theirs) = (await Desk.OpenAsync(server), await Desk.OpenAsync(server));
        await ours.TellAsync(Returned(ours, await ours.ReportAsync()));

        await theirs.TellAsync(Returned(theirs, await theirs.ReportAsync()));

        Assert.Equal(1, Assert.Single((await theirs.Technician.GetAsync("/problems")).Items()).Number("tickets"));
    }

    [Fact]
    public async Task An_event_of_one_organisation_cannot_reach_a_ticket_of_another()
    {
        var (ours, theirs) = (await Desk.OpenAsync(server), await Desk.OpenAsync(server));
        var number = await theirs.ReportAsync();

        await ours.TellAsync(new CheckUpFinished(ours.Organisation, Next(), Device, number, ["Forged"], null));

        Assert.Equal(["opened"], await theirs.TimelineAsync(number));
    }

    [Fact]
    public async Task The_requester_sees_how_far_it_is_in_plain_words()
    {
        var desk = await Desk.OpenAsync(server);
        var number = await desk.ReportAsync();
        Assert.Equal("done now ahead ahead ahead", await ProgressAsync());

        await desk.TellAsync(new CheckUpFinished(desk.Organisation, Next(), Device, number, ["File system full"], null, ["/var is 100 % full"]));
        Assert.Equal("done done done now ahead", await ProgressAsync());
        await desk.TellAsync(Finished(desk, number, Next(), verified: true));
        Assert.Equal("done done done done done", await ProgressAsync());
        await desk.TellAsync(Returned(desk, number));
        Assert.Equal("done now ahead ahead ahead", await ProgressAsync());
        var page = (await desk.Requester.GetAsync($"/portal/tickets/{number}")).ToString();
        Assert.DoesNotContain("/var", page, StringComparison.Ordinal);
        Assert.DoesNotContain("journalctl", page, StringComparison.Ordinal);

        async Task<string> ProgressAsync() => string.Join(
            ' ', (await desk.Requester.GetAsync($"/portal/tickets/{number}")).GetProperty("progress").EnumerateArray().Select(s => s.Text("state")));
    }

    [Fact]
    public async Task A_device_that_says_markup_is_quoted_and_not_obeyed()
    {
        var desk = await Desk.OpenAsync(server);
        var number = await desk.ReportAsync();

        await desk.TellAsync(new FaultReturned(
            desk.Organisation, Next(), Device, number, "x`<img src=x onerror=alert(1)>", "<script>alert(1)</script> [a](javascript:alert(1))", "1 hour", "<img src=x onerror=alert(1)> **loud**"));

        var problem = Assert.Single((await desk.Technician.GetAsync("/problems")).Items());
        var html = (await desk.Technician.GetAsync($"/tickets/{problem.Number()}/timeline")).Items()[0].Text("html")!;
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<a ", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<strong>loud", html, StringComparison.Ordinal);
        Assert.Contains("&lt;img src=x onerror=alert(1)&gt; **loud**", html, StringComparison.Ordinal);
    }

    private static long Next() => Interlocked.Increment(ref s_last) + 1000;

    private static RemedyFinished Finished(Desk desk, long number, long job, bool verified) => new(
        desk.Organisation, job, Device, number, "disk.full", "File system full", verified, verified ? null : "still full", "The disk was full.", "We made room.",
        ["/var is 40 % full"]);

    private static FaultReturned Returned(Desk desk, long number) =>
        new(desk.Organisation, Next(), Device, number, "disk.full", "File system full", "1 day", "/var is 99 % full");

    private static async Task<string> WordsOfPortalAsync(Desk desk, long number) => string.Join(
        '\n', (await desk.Requester.GetAsync($"/portal/tickets/{number}")).GetProperty("entries").EnumerateArray().Select(e => e.Text("says")));

    public sealed class Sqlite(OnSqlite server) : LoopTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : LoopTests(server), IClassFixture<OnPostgres>;
}
