using System.Net;
using Fettle.Server.People;
using Fettle.Server.ServiceDesk.Tickets;
using Fettle.ServerTests.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Fettle.ServerTests.ServiceDesk;

public abstract class BulkTests(FettleServer server)
{
    [Fact]
    public async Task Many_are_changed_at_once_and_each_refusal_says_why()
    {
        var (desk, elsewhere) = (await Desk.OpenAsync(server), await Desk.OpenAsync(server));
        var (open, closed, foreign) = (await desk.ReportAsync(), await desk.ReportAsync(), await elsewhere.ReportAsync());
        await desk.SetStatusAsync(closed, "closed");

        var outcome = await desk.Technician.PostAsync("/tickets/bulk", new { numbers = new[] { open, closed, foreign, 999_999 }, action = "status", value = "resolved" });

        Assert.Equal([open], outcome.GetProperty("done").EnumerateArray().Select(n => n.GetInt64()));
        var refused = outcome.GetProperty("refused").EnumerateArray().ToDictionary(r => r.Number(), r => r.Text("why")!);
        Assert.Equal([closed, foreign, 999_999], refused.Keys.Order());
        Assert.Contains("closed", refused[closed], StringComparison.Ordinal);
        Assert.Contains("does not exist", refused[foreign], StringComparison.Ordinal);
        Assert.Equal(("resolved", "new"), (await desk.StatusAsync(open), await elsewhere.StatusAsync(foreign)));
    }

    [Fact]
    public async Task Many_are_assigned_tagged_and_untagged()
    {
        var desk = await Desk.OpenAsync(server);
        long[] numbers = [await desk.ReportAsync(), await desk.ReportAsync()];
        await desk.Technician.PutAsync($"/tickets/{numbers[0]}/tags", new { tags = new[] { "old" } });

        await desk.Technician.PostAsync("/tickets/bulk", new { numbers, action = "assignee", value = $"{desk.Technician.Id}" });
        await desk.Technician.PostAsync("/tickets/bulk", new { numbers, action = "tag", value = "Roll-out" });
        await desk.Technician.PostAsync("/tickets/bulk", new { numbers, action = "untag", value = "old" });

        var rows = (await desk.Technician.GetAsync("/tickets?view=mine")).Items();
        Assert.Equal(2, rows.Count);
        Assert.All(rows, r => Assert.Equal("roll-out", Assert.Single(r.GetProperty("tags").EnumerateArray()).GetString()));
        await desk.Technician.PostAsync("/tickets/bulk", new { numbers, action = "status", value = "gone" }, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task What_was_solved_long_ago_is_closed_by_itself_and_what_was_not_is_left()
    {
        var desk = await Desk.OpenAsync(server);
        var (solved, active) = (await desk.ReportAsync(), await desk.ReportAsync());
        await desk.SetStatusAsync(solved, "resolved");
        var closing = ActivatorUtilities.CreateInstance<CloseSolvedTickets>(server.Services);
        server.Clock.Advance(TimeSpan.FromDays(13));
        while (await closing.NextAsync(CancellationToken.None))
        {
            // Other tests' tickets.
        }
        Assert.Equal("resolved", await (await SignInAgainAsync()).StatusAsync(solved));

        server.Clock.Advance(TimeSpan.FromDays(2));
        while (await closing.NextAsync(CancellationToken.None))
        {
            // Until none is due.
        }

        desk = await SignInAgainAsync();
        Assert.Equal(("closed", "new"), (await desk.StatusAsync(solved), await desk.StatusAsync(active)));

        async Task<Desk> SignInAgainAsync() => desk with { Technician = await server.SignInAsync(Role.Technician, desk.Organisation) };
    }

    public sealed class Sqlite(OnSqlite server) : BulkTests(server), IClassFixture<OnSqlite>;

    public sealed class Postgres(OnPostgres server) : BulkTests(server), IClassFixture<OnPostgres>;
}
