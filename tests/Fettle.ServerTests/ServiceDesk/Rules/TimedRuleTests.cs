using System.Net;
using Fettle.Server.People;
using Fettle.Server.ServiceDesk.Rules.Timed;
using Fettle.ServerTests.ServiceDesk.Promises;
using Fettle.ServerTests.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Fettle.ServerTests.ServiceDesk.Rules.RuleDesk;

namespace Fettle.ServerTests.ServiceDesk.Rules;

public abstract class TimedRuleTests(FettleServer server)
{
    [Fact]
    public async Task Who_has_waited_for_the_requester_for_five_days_is_reminded_once_each_period()
    {
        var desk = await OpenAsync(server);
        await desk.RuleAsync(["timePassed"], [Do("reply", text: "Do you still need #{{number}}?")], ["status:waitingForRequester instatus>5d"], againAfterHours: 48);
        var (waits, other) = (await desk.ReportAsync("x"), await desk.ReportAsync("y"));
        await desk.Desk.SetStatusAsync(waits, "waitingForRequester");

        server.Clock.Advance(TimeSpan.FromDays(4));
        await LookAsync();
        Assert.Equal(0, await RepliesAsync(desk, waits));
        server.Clock.Advance(TimeSpan.FromDays(1.5));
        await LookAsync();
        await LookAsync();
        Assert.Equal((1, 0), (await RepliesAsync(desk, waits), await RepliesAsync(desk, other)));
        server.Clock.Advance(TimeSpan.FromHours(49));
        await LookAsync();
        Assert.Equal(2, await RepliesAsync(desk, waits));
    }

    [Fact]
    public async Task What_is_due_within_the_hour_and_what_is_late_are_each_told_once()
    {
        var promising = await PromisingDesk.OpenAsync(server);
        await promising.PromiseAsync(promising.Level(first: 120));
        var desk = new RuleDesk(server, promising.Desk, promising.Lead);
        var soon = await desk.RuleAsync(["dueSoon"], [Do("tag", "soon")], name: "Soon");
        var late = await desk.RuleAsync(["overdue"], [Do("note", text: "Too late.")], ["-tag:calm"], name: "Late");
        var number = await desk.ReportAsync("x");

        await LookAsync();
        Assert.Empty(await desk.TagsAsync(number));
        promising.Wait(61);
        await LookAsync();
        await LookAsync();
        Assert.Equal(["soon"], await desk.TagsAsync(number));
        promising.Wait(60);
        await LookAsync();
        await LookAsync();

        Assert.Single(await desk.Desk.TimelineAsync(number), k => k == "note");
        Assert.Equal((1, 1), ((await desk.RunsAsync(soon)).Count, (await desk.RunsAsync(late)).Count));
    }

    [Fact]
    public async Task A_dry_run_shows_what_would_have_been_done_to_the_tickets_as_they_were_and_changes_nothing()
    {
        var desk = await OpenAsync(server);
        var (printer, mouse) = (await desk.ReportAsync("The printer is jammed"), await desk.ReportAsync("My mouse is dead"));
        server.Clock.Advance(TimeSpan.FromDays(2));
        await desk.Desk.SetStatusAsync(printer, "resolved");
        await desk.Desk.Technician.PutAsync($"/tickets/{mouse}/tags", new { tags = new[] { "vip" } });
        var before = (await desk.Desk.TimelineAsync(printer)).Count;

        // Both were new when they were reported, whatever they are now.
        var tried = await desk.Lead.PostAsync("/rules/dry-run", desk.Rule(["opened"], [Do("tag", "vip"), Do("status", "open")], ["status:new"]));
        Assert.Equal((2, 2), (tried.GetProperty("times").GetInt32(), tried.GetProperty("tickets").GetInt32()));
        var words = await desk.Lead.PostAsync("/rules/dry-run", desk.Rule(["opened"], [Do("tag", "x")], ["status:new printer"]));
        var hit = Assert.Single(words.GetProperty("latest").EnumerateArray());
        Assert.Equal((printer, "opened", "tag: x"), (hit.Number("ticketNumber"), hit.Text("event"), hit.GetProperty("would")[0].GetString()));
        var solved = await desk.Lead.PostAsync("/rules/dry-run", desk.Rule(["solved"], [Do("tag", "x")]));
        Assert.Equal([printer], solved.GetProperty("latest").EnumerateArray().Select(h => h.Number("ticketNumber")));
        var old = await desk.Lead.PostAsync("/rules/dry-run", desk.Rule(["timePassed"], [Do("tag", "x")], ["status:active age>1d"]));
        Assert.Equal([printer, mouse], old.GetProperty("latest").EnumerateArray().Select(h => h.Number("ticketNumber")).Order());

        Assert.Equal(before, (await desk.Desk.TimelineAsync(printer)).Count);
        Assert.DoesNotContain((await desk.Lead.GetAsync("/rules")).EnumerateArray(), r => r.GetProperty("rule").Number("organisationId") == desk.Desk.Organisation);
        await desk.Desk.Technician.PostAsync("/rules/dry-run", desk.Rule(["opened"], [Do("tag", "x")]), HttpStatusCode.Forbidden);
    }

    private Task<bool> LookAsync() => ActivatorUtilities.CreateInstance<RunTimedRules>(server.Services).NextAsync(CancellationToken.None);

    /// <summary>By somebody who signed in just now: sessions have ended meanwhile.</summary>
    private async Task<int> RepliesAsync(RuleDesk desk, long number)
    {
        var reader = await server.SignInAsync(Role.Technician, desk.Desk.Organisation);
        return (await reader.GetAsync($"/tickets/{number}/timeline")).Items().Count(e => e.Text("kind") == "reply");
    }

    public sealed class Sqlite(OnSqlite server) : TimedRuleTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : TimedRuleTests(server), IClassFixture<OnPostgres>;
}
