using Microsoft.Playwright;

namespace Fettle.SystemTests.Browser;

/// <summary>A server on its first day: set up through the browser by an administrator with an authenticator app, and one colleague who joined by invitation.</summary>
public sealed class FirstDay : IAsyncLifetime
{
    public const string Email = "tom@harbour.example";
    public const string Password = "correct horse battery staple";

    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private RunningServer? _server;
    private IPlaywright? _playwright;
    private string? _technician, _requester;
    private Task<FullComputer>? _computer;

    internal IBrowser Browser { get; private set; } = null!;

    internal RunningServer Server => _server!;

    internal AuthenticatorApp App { get; private set; } = null!;

    private static string? Chromium => File.Exists("/usr/bin/chromium") ? "/usr/bin/chromium" : null;

    public static void SkipWhereItCannotRun()
    {
        Assert.SkipWhen(Chromium is null, "Chromium is not installed: apt-get install chromium");
        Assert.SkipWhen(RunningServer.Program is null, "There is no server with its pages: run ./fettle publish and set FETTLE_SERVER, or run ./fettle up once.");
    }

    public async ValueTask InitializeAsync()
    {
        if (Chromium is null || RunningServer.Program is null)
            return;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        _server = await RunningServer.StartAsync(patience.Token);
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = Arguments });
        _technician = await SetUpAsync();
        _requester = await InviteAsync();
    }

    /// <summary>The first test that asks makes it; the others share it.</summary>
    internal Task<FullComputer> FullComputerAsync() => _computer ??= FullComputer.ReportAsync(this);

    public async ValueTask DisposeAsync()
    {
        if (_computer is { IsCompletedSuccessfully: true })
            await (await _computer).DisposeAsync();
        if (Browser is not null)
            await Browser.CloseAsync();
        _playwright?.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    internal Task<IPage> TechnicianAsync(ColorScheme scheme = ColorScheme.Light) => PageAsync(_technician, 1440, 900, scheme);

    /// <summary>On a phone.</summary>
    internal Task<IPage> RequesterAsync(ColorScheme scheme = ColorScheme.Light) => PageAsync(_requester, 390, 844, scheme);

    internal async Task<IPage> PageAsync(string? state, int width, int height, ColorScheme scheme = ColorScheme.Light)
    {
        var context = await Browser.NewContextAsync(new()
        {
            BaseURL = Server.Address.ToString(),
            StorageState = state,
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = scheme,
            Locale = "en-GB",
        });
        context.SetDefaultTimeout(30_000);
        return await context.NewPageAsync();
    }

    private async Task<string> SetUpAsync()
    {
        var page = await PageAsync(null, 1280, 800);
        await page.GotoAsync(Server.SetupLink);
        await page.GetByLabel("Your organisation").FillAsync("Harbour Clinic");
        await page.GetByLabel("Your name").FillAsync("Tom Fischer");
        await page.GetByLabel("E-mail address").FillAsync(Email);
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Password" }).FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Set up and go on" }).ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Use an authenticator app" }).ClickAsync();
        App = new(await page.Locator("code").InnerTextAsync());
        await page.Locator("input[inputmode=numeric]").First.ClickAsync();
        await page.Keyboard.TypeAsync(App.NextCode());
        await page.GetByRole(AriaRole.Checkbox).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Open Fettle" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Queue" }).WaitForAsync(new() { State = WaitForSelectorState.Attached });
        return await page.Context.StorageStateAsync();
    }

    private async Task<string> InviteAsync()
    {
        var page = await TechnicianAsync();
        await page.GotoAsync("/people");
        await page.GetByRole(AriaRole.Button, new() { Name = "Invite" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Ada Brandt");
        await page.GetByLabel("E-mail address").FillAsync("ada@harbour.example");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the invitation" }).ClickAsync();
        var link = await page.Locator("pre").InnerTextAsync();

        var phone = await PageAsync(null, 390, 844);
        await phone.GotoAsync(link);
        await phone.GetByRole(AriaRole.Textbox, new() { Name = "Password" }).FillAsync("purple tiger eats slowly");
        await phone.GetByRole(AriaRole.Button, new() { Name = "Join" }).ClickAsync();
        await phone.GetByRole(AriaRole.Heading, new() { Name = "What is wrong?" }).WaitForAsync();
        return await phone.Context.StorageStateAsync();
    }
}

/// <summary>The tests in the browser share one server; each opens its own window.</summary>
[CollectionDefinition(nameof(FirstDay))]
public sealed class FirstDayCollection : ICollectionFixture<FirstDay>;
