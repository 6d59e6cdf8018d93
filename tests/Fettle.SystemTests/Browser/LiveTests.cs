using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Fettle.SystemTests.Browser;

/// <summary>What is on the screen is true, and says so when it may not be.</summary>
[Collection(nameof(FirstDay))]
public sealed class LiveTests(FirstDay day)
{
    [Fact]
    public async Task What_one_technician_changes_another_sees_without_a_reload()
    {
        FirstDay.SkipWhereItCannotRun();
        var number = await ReportAsync("the badge printer prints nothing");
        var (one, other) = (await day.TechnicianAsync(), await day.TechnicianAsync());
        await other.GotoAsync("/queue");
        await Expect(other.GetByText("Live", new() { Exact = true })).ToBeVisibleAsync();
        var row = other.GetByRole(AriaRole.Row).Filter(new() { HasText = "the badge printer prints nothing" });
        await Expect(row).ToContainTextAsync("New");

        await one.GotoAsync($"/tickets/{number}");
        await one.GetByRole(AriaRole.Button, new() { Name = "Take it" }).ClickAsync();

        await Expect(row).ToContainTextAsync("Tom Fischer");
    }

    [Fact]
    public async Task A_queue_whose_server_goes_away_says_so_and_catches_up_when_it_is_back()
    {
        FirstDay.SkipWhereItCannotRun();
        var page = await day.TechnicianAsync();
        await page.GotoAsync("/queue");
        await Expect(page.GetByText("Live", new() { Exact = true })).ToBeVisibleAsync();

        await day.Server.StopAsync();
        await Expect(page.GetByText("Not live, reconnecting…")).ToBeVisibleAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await day.Server.StartAgainAsync(patience.Token);
        await ReportAsync("written while the line was cut");

        await Expect(page.GetByText("Live", new() { Exact = true })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "written while the line was cut" })).ToBeVisibleAsync();
    }

    private async Task<long> ReportAsync(string text)
    {
        var requester = await day.RequesterAsync();
        var answer = await requester.Context.APIRequest.PostAsync("/api/portal/reports", new()
        {
            DataObject = new Dictionary<string, string> { ["text"] = text },
            Headers = new Dictionary<string, string> { ["X-Fettle"] = "1" },
        });
        Assert.True(answer.Ok, await answer.TextAsync());
        return (await answer.JsonAsync())!.Value.GetProperty("number").GetInt64();
    }
}
