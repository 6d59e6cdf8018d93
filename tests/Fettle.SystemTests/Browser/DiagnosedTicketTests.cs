using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Fettle.SystemTests.Browser;

/// <summary>A ticket with a real diagnosis: what a technician and a requester see of it, in light and dark, on a desk and on a phone.</summary>
[Collection(nameof(FirstDay))]
public sealed class DiagnosedTicketTests(FirstDay day)
{
    [Fact]
    public async Task The_ticket_names_the_cause_with_its_evidence_and_a_remedy_with_its_command()
    {
        var page = await OpenAsync("ticket", ColorScheme.Light);

        await Expect(page.GetByText("deleted files on /srv/projects").First).ToBeVisibleAsync();
        await Expect(page.GetByText("export.tmp open, deleted").First).ToBeVisibleAsync();
        await Expect(page.GetByText("Empty the deleted file").First).ToBeVisibleAsync();
        await Expect(page.GetByText("reception-2").First).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("ticket", ColorScheme.Light)]
    [InlineData("ticket", ColorScheme.Dark)]
    [InlineData("device", ColorScheme.Light)]
    [InlineData("device", ColorScheme.Dark)]
    [InlineData("portal", ColorScheme.Light)]
    [InlineData("portal", ColorScheme.Dark)]
    public async Task It_meets_WCAG_2_2_AA_and_fits_a_phone(string what, ColorScheme scheme)
    {
        var page = await OpenAsync(what, scheme);

        Assert.Empty(await Axe.ViolationsAsync(page));
        await page.SetViewportSizeAsync(390, 844);
        Assert.Empty(await Axe.ViolationsAsync(page));
        Assert.Equal(0, await page.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
    }

    /// <summary>FETTLE_SCREENSHOTS names a folder for the pictures; the README shows its ticket.png.</summary>
    [Fact]
    public async Task Its_pages_have_their_pictures_taken()
    {
        var folder = Environment.GetEnvironmentVariable("FETTLE_SCREENSHOTS");
        (string Name, string What, int Width, int Height, ColorScheme Scheme)[] pictures =
        [
            ("queue", "queue", 1440, 900, ColorScheme.Light), ("ticket", "ticket", 1440, 900, ColorScheme.Light), ("device", "device", 1440, 900, ColorScheme.Light),
            ("portal", "portal", 1440, 900, ColorScheme.Light), ("dark", "ticket", 1440, 900, ColorScheme.Dark), ("phone", "ticket", 390, 844, ColorScheme.Light),
        ];
        foreach (var (name, what, width, height, scheme) in pictures)
        {
            var page = await OpenAsync(what, scheme);
            await page.SetViewportSizeAsync(width, height);

            var picture = await page.ScreenshotAsync(new() { Path = folder is { Length: > 0 } ? Path.Combine(folder, $"{name}.png") : null, Animations = ScreenshotAnimations.Disabled });

            Assert.True(picture.Length > 10_000, $"the picture {name} is all but empty");
        }
    }

    private async Task<IPage> OpenAsync(string what, ColorScheme scheme)
    {
        FullComputer.SkipWhereItCannotBe();
        var computer = await day.FullComputerAsync();
        var path = what switch
        {
            "ticket" => $"/tickets/{computer.Ticket}",
            "device" => $"/devices/{computer.Device}",
            "portal" => $"/help/requests/{computer.Ticket}",
            _ => $"/{what}",
        };
        var page = what == "portal" ? await day.RequesterAsync(scheme) : await day.TechnicianAsync(scheme);
        if (what == "portal")
            await page.SetViewportSizeAsync(1440, 900);
        await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });
        if (what == "ticket")
        {
            // What a technician reads before they approve.
            await page.GetByRole(AriaRole.Button, new() { Name = "Preview", Exact = true }).First.ClickAsync();
            await Expect(page.GetByText(": > /proc/").First).ToBeVisibleAsync();
        }
        return page;
    }
}
