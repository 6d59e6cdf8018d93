using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Fettle.SystemTests.Browser;

/// <summary>Asking for something and agreeing to it, both on a phone; then the work, at a desk.</summary>
[Collection(nameof(FirstDay))]
public sealed class CatalogueTests(FirstDay day)
{
    [Fact]
    public async Task A_request_is_made_and_approved_on_a_phone_and_its_tasks_are_done_at_a_desk()
    {
        FirstDay.SkipWhereItCannotRun();
        var requester = await day.RequesterAsync();
        await requester.GotoAsync("/help/services");
        await requester.GetByRole(AriaRole.Link, new() { Name = "Access to a share" }).ClickAsync();
        await requester.GetByRole(AriaRole.Textbox, new() { Name = "Which folder?" }).FillAsync("projects");
        await requester.GetByRole(AriaRole.Button, new() { Name = "Send request" }).ClickAsync();
        // What is missing is said where it is missing, and nothing is sent.
        await Expect(requester.GetByRole(AriaRole.Alert)).ToHaveCountAsync(2);
        await requester.GetByLabel("Read and change").CheckAsync();
        await requester.GetByRole(AriaRole.Textbox, new() { Name = "What for?" }).FillAsync("I plan the next ones");
        await requester.GetByRole(AriaRole.Button, new() { Name = "Send request" }).ClickAsync();
        await Expect(requester.GetByText("Manager: we asked")).ToBeVisibleAsync();

        var approver = await day.TechnicianAsync(ColorScheme.Dark);
        await approver.SetViewportSizeAsync(390, 844);
        await approver.GotoAsync("/help/approvals");
        var question = approver.GetByRole(AriaRole.Article).Filter(new() { HasText = "I plan the next ones" });
        await Expect(question.GetByRole(AriaRole.Button, new() { Name = "Yes, approve" })).ToBeInViewportAsync();
        Assert.Equal(0, await approver.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
        await question.GetByRole(AriaRole.Button, new() { Name = "Yes, approve" }).ClickAsync();
        await Expect(question.GetByText("You said yes.")).ToBeVisibleAsync();

        await Expect(requester.GetByText("Manager: approved by")).ToBeVisibleAsync();
        await Expect(requester.GetByText("Work: 0 of 1 steps done")).ToBeVisibleAsync();
        var desk = await day.TechnicianAsync();
        await desk.GotoAsync($"/tickets/{requester.Url.Split('/')[^1]}");
        await desk.GetByRole(AriaRole.Button, new() { Name = "Done", Exact = true }).ClickAsync();
        await Expect(desk.GetByText("Tasks: 1 of 1 done")).ToBeVisibleAsync();
        await Expect(requester.GetByText("Work: 1 of 1 steps done")).ToBeVisibleAsync();
    }
}
