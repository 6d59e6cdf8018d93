using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Fettle.SystemTests.Browser;

/// <summary>The story as a new user lives it, in a real browser against the real server.</summary>
[Collection(nameof(FirstDay))]
public sealed class StoryTests(FirstDay day)
{
    [Fact]
    public async Task The_setup_link_works_once_and_is_then_closed_for_ever()
    {
        FirstDay.SkipWhereItCannotRun();
        var page = await day.PageAsync(null, 1280, 800);

        await page.GotoAsync(day.Server.SetupLink);

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Fettle is already set up" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Signing_in_asks_an_administrator_for_the_code_of_their_app_and_returns_to_the_page_that_was_wanted()
    {
        FirstDay.SkipWhereItCannotRun();
        var page = await day.PageAsync(null, 1280, 800);

        await page.GotoAsync("/people");
        await page.GetByLabel("E-mail address").FillAsync(FirstDay.Email);
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Password" }).FillAsync(FirstDay.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your code" })).ToBeVisibleAsync();
        await page.Keyboard.TypeAsync(day.App.NextCode());

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "People" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_report_from_the_portal_reaches_an_open_queue_without_a_reload()
    {
        FirstDay.SkipWhereItCannotRun();
        var technician = await day.TechnicianAsync();
        await technician.GotoAsync("/queue");
        await Expect(technician.GetByText("Live", new() { Exact = true })).ToBeVisibleAsync();

        var requester = await day.RequesterAsync();
        await requester.GotoAsync("/help");
        await requester.GetByRole(AriaRole.Textbox, new() { Name = "What is wrong?" }).FillAsync("my computer is slow and I cannot save my file");
        await requester.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(requester.GetByText("We have your report")).ToBeVisibleAsync();

        await technician.GetByRole(AriaRole.Link, new() { Name = "my computer is slow" }).First.ClickAsync();
        await Expect(technician.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("my computer is slow");
        await Expect(technician.GetByRole(AriaRole.Heading, new() { Name = "Diagnosis" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_requester_who_opens_the_console_is_shown_to_the_portal()
    {
        FirstDay.SkipWhereItCannotRun();
        var page = await day.RequesterAsync();

        await page.GotoAsync("/queue");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "What is wrong?" })).ToBeVisibleAsync();
    }
}
