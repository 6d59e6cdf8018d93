using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Fettle.SystemTests.Browser;

/// <summary>Passkeys with Chromium's virtual authenticator, which does all that a real one does.</summary>
[Collection(nameof(FirstDay))]
public sealed class PasskeyTests(FirstDay day)
{
    [Fact]
    public async Task A_passkey_made_in_the_settings_signs_in_without_a_password()
    {
        FirstDay.SkipWhereItCannotRun();
        var page = await day.PageAsync(null, 1280, 800);
        await PlugInAuthenticatorAsync(page);
        var site = $"http://localhost:{day.Server.Address.Port}";

        await page.GotoAsync($"{site}/settings?tab=security");
        await page.GetByLabel("E-mail address").FillAsync(FirstDay.Email);
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Password" }).FillAsync(FirstDay.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your code" })).ToBeVisibleAsync();
        await page.Keyboard.TypeAsync(day.App.NextCode());
        await page.GetByLabel("Name of the passkey").FillAsync("Tom's laptop");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await Expect(page.GetByText("Tom's laptop")).ToBeVisibleAsync();

        await page.Context.ClearCookiesAsync();
        await page.GotoAsync($"{site}/people");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "People" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_address_that_is_a_number_says_that_passkeys_do_not_work_there_and_leads_to_one_where_they_do()
    {
        FirstDay.SkipWhereItCannotRun();
        var page = await day.PageAsync(null, 1280, 800);

        await page.GotoAsync("/sign-in");
        await page.GetByRole(AriaRole.Link, new() { Name = "http://localhost" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" })).ToBeVisibleAsync();
    }

    private static async Task PlugInAuthenticatorAsync(IPage page)
    {
        var client = await page.Context.NewCDPSessionAsync(page);
        await client.SendAsync("WebAuthn.enable");
        await client.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }
}
