using Fettle.Bench.Running;
using Microsoft.Playwright;

namespace Fettle.Bench.Measurements;

/// <summary>What the console's first load costs in a real browser.</summary>
internal sealed class PageWeight(Checkout checkout)
{
    private const string LargestPaint =
        "() => new Promise(done => new PerformanceObserver(list => done(list.getEntries().at(-1).startTime)).observe({ type: 'largest-contentful-paint', buffered: true }))";

    public async Task<Report> RunAsync(CancellationToken cancel)
    {
        await using var data = new TemporaryFolder();
        await Machine.RunAsync(checkout.Server, ["demo", .. RunningServer.Where(data.Path, null)], cancel);
        await using var server = await RunningServer.StartAsync(checkout, data.Path, null, cancel);
        var access = DemoAccess.Read(data.Path);

        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        var weights = new List<double>();
        var paints = new List<double>();
        for (var i = 0; i < 5; i++)
        {
            // A context of its own has an empty cache.
            await using var context = await browser.NewContextAsync();
            await SignInAsync(context, server.Url, access);
            var page = await context.NewPageAsync();
            weights.Add(await WeighAsync(context, page, server.Url));
            paints.Add(await page.EvaluateAsync<double>(LargestPaint));
        }
        return new(
            "First load of the console",
            "Debian's Chromium on loopback, signed in, empty cache, the queue of the living example; script and style as transferred (compressed), counted by the browser. Median of 5 loads.",
            [
                new("script and style, compressed", $"{Statistics.Percentile(weights, 0.5) / 1000:0} kB", "< 300 kB"),
                new("largest contentful paint", $"{Statistics.Percentile(paints, 0.5) / 1000:0.00} s", "< 1.5 s"),
            ]);
    }

    private static async Task SignInAsync(IBrowserContext context, string url, DemoAccess access)
    {
        var answer = await context.APIRequest.PostAsync($"{url}/api/sign-in", new()
        {
            DataObject = new Dictionary<string, string> { ["email"] = access.Email, ["password"] = access.Password },
            Headers = new Dictionary<string, string> { ["X-Fettle"] = "1" },
        });
        if (!answer.Ok)
            throw new InvalidOperationException($"Signing in failed: {answer.Status} {await answer.TextAsync()}");
    }

    private static async Task<double> WeighAsync(IBrowserContext context, IPage page, string url)
    {
        var client = await context.NewCDPSessionAsync(page);
        await client.SendAsync("Network.enable");
        var counted = new HashSet<string>();
        var bytes = 0.0;
        client.Event("Network.responseReceived").OnEvent += (_, e) =>
        {
            if (e?.GetProperty("type").GetString() is "Script" or "Stylesheet")
                counted.Add(e.Value.GetProperty("requestId").GetString()!);
        };
        client.Event("Network.loadingFinished").OnEvent += (_, e) =>
        {
            if (e is { } finished && counted.Contains(finished.GetProperty("requestId").GetString()!))
                bytes += finished.GetProperty("encodedDataLength").GetDouble();
        };
        await page.GotoAsync($"{url}/", new() { WaitUntil = WaitUntilState.NetworkIdle });
        return bytes;
    }
}
