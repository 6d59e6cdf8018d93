using Microsoft.Playwright;

namespace Fettle.SystemTests.Browser;

/// <summary>What holds for every page: accessible in light and dark, fitting a phone, and no complaint of the browser's.</summary>
[Collection(nameof(FirstDay))]
public sealed class PagesTests(FirstDay day)
{
    private static readonly string[] Console =
    [
        "/queue", "/tasks", "/problems", "/devices", "/devices/enrol", "/jobs", "/articles", "/articles/new", "/people", "/journal", "/settings", "/settings?tab=security",
        "/settings?tab=tokens", "/settings?tab=mail", "/settings?tab=organisations", "/settings?tab=catalogue",
    ];

    private static readonly string[] Portal = ["/help", "/help/services", "/help/requests", "/help/approvals", "/help/articles"];

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Every_page_meets_WCAG_2_2_AA(ColorScheme scheme)
    {
        FirstDay.SkipWhereItCannotRun();

        var violations = new List<string>();
        await foreach (var (page, path) in EachAsync(scheme))
            violations.AddRange((await Axe.ViolationsAsync(page)).Select(violation => $"{path} {violation}"));

        Assert.Empty(violations);
    }

    [Fact]
    public async Task No_page_is_wider_than_a_phone()
    {
        FirstDay.SkipWhereItCannotRun();

        var wide = new List<string>();
        await foreach (var (page, path) in EachAsync(ColorScheme.Light))
        {
            await page.SetViewportSizeAsync(390, 844);
            if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") > 0)
                wide.Add(path);
        }

        Assert.Empty(wide);
    }

    [Fact]
    public async Task No_page_breaks_the_content_security_policy_or_throws()
    {
        FirstDay.SkipWhereItCannotRun();
        var technician = await day.TechnicianAsync();
        var complaints = new List<string>();
        technician.PageError += (_, error) => complaints.Add(error);
        technician.Console += (_, message) =>
        {
            if (message.Type == "error") complaints.Add(message.Text);
        };

        foreach (var path in Console)
            await technician.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });

        Assert.Empty(complaints);
    }

    private async IAsyncEnumerable<(IPage Page, string Path)> EachAsync(ColorScheme scheme)
    {
        foreach (var path in Console.Concat(Portal))
        {
            var page = Portal.Contains(path) ? await day.RequesterAsync(scheme) : await day.TechnicianAsync(scheme);
            await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });
            yield return (page, path);
            await page.Context.CloseAsync();
        }
    }
}
