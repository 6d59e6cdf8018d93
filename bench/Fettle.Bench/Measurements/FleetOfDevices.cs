using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using Fettle.Bench.Running;

namespace Fettle.Bench.Measurements;

/// <summary>What 2,000 connected devices cost one server, and how soon it notices that they are gone.</summary>
internal sealed class FleetOfDevices(Checkout checkout)
{
    private const int Devices = 2000;
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public async Task<Report> RunAsync(CancellationToken cancel)
    {
        await using var data = new TemporaryFolder();
        await Machine.RunAsync(checkout.Server,
            ["demo", .. RunningServer.Where(data.Path, null), "--people", $"{Devices}", "--devices", $"{Devices}", "--tickets", "0", "--articles", "0"], cancel);
        await using var server = await RunningServer.StartAsync(checkout, data.Path, null, cancel, "--RateLimits:RequestsPerMinute", "1000000");
        using var http = new HttpClient { BaseAddress = new(server.Url) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", DemoAccess.Read(data.Path).Token);

        // The code that serves pages is warm before the first figure, or it would be counted as the devices'.
        for (var i = 0; i < 20; i++)
            await OnlineAsync(http, cancel);
        await Task.Delay(Settle / 2, cancel);
        var before = Machine.ResidentMemory(server.ProcessId);

        using var fleet = Process.Start("dotnet", [Path.Combine(AppContext.BaseDirectory, "fettle-bench.dll"), "simulate", "--server", server.Url, "--demo", Path.Combine(data.Path, "demo", "devices.json")]);
        try
        {
            var connecting = await UntilAsync(http, online => online >= Devices, cancel);
            await Task.Delay(Settle, cancel);
            var each = Each();
            var simulator = Machine.ResidentMemory(fleet.Id) / (double)Devices;

            // Stopped, not ended: as from a pulled cable, nothing says goodbye.
            await Machine.RunAsync("kill", ["-STOP", $"{fleet.Id}"], cancel);
            var noticed = await UntilAsync(http, online => online == 0, cancel);
            await Machine.RunAsync("kill", ["-CONT", $"{fleet.Id}"], cancel);
            var back = await UntilAsync(http, online => online >= Devices, cancel);
            var mostInStorm = Each();
            for (var looks = 0; looks < 30; looks++)
            {
                await Task.Delay(500, cancel);
                mostInStorm = Math.Max(mostInStorm, Each());
            }
            await Task.Delay(Settle, cancel);
            var eachAfterStorm = Each();
            return new(
                $"{Devices:N0} devices on one server",
                $"{Devices:N0} simulated devices, which run the agent's own connection, inventory and job code in one other process on the same machine; SQLite. Server memory is VmRSS {Settle.TotalSeconds:0} s after the "
                + "last one has connected and sent its inventory, less VmRSS before the first, after as long a rest. The cut is SIGSTOP to that process, so that no connection is closed; the time is until the devices' list shows none online.",
                [
                    new("server memory, each device", $"{each / 1000:0.0} kB", "< 50 kB"),
                    new("until all were connected", $"{connecting.TotalSeconds:0} s"),
                    new("presence after a cut of all", $"{noticed.TotalSeconds:0.0} s", "< 30 s"),
                    new("until all were back", $"{back.TotalSeconds:0} s"),
                    new("server memory, each device, after all have reconnected at once", $"{eachAfterStorm / 1000:0.0} kB", "< 50 kB"),
                    new("the most of it in the first 15 s of that", $"{mostInStorm / 1000:0.0} kB"),
                    new("simulator memory, each device", $"{simulator / 1000:0.0} kB"),
                ]);
        }
        finally
        {
            fleet.Kill();
        }

        double Each() => (Machine.ResidentMemory(server.ProcessId) - before) / (double)Devices;
    }

    private static async Task<TimeSpan> UntilAsync(HttpClient http, Func<int, bool> holds, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        while (!holds(await OnlineAsync(http, cancel)))
        {
            if (Stopwatch.GetElapsedTime(started) > Patience)
                throw new InvalidOperationException($"The devices' presence was not as it should be after {Patience.TotalMinutes:0} minutes.");
            await Task.Delay(500, cancel);
        }
        return Stopwatch.GetElapsedTime(started);
    }

    private static async Task<int> OnlineAsync(HttpClient http, CancellationToken cancel)
    {
        var (online, cursor) = (0, "");
        do
        {
            using var page = JsonDocument.Parse(await http.GetStringAsync($"/api/devices?presence=Online&limit=200{cursor}", cancel));
            online += page.RootElement.GetProperty("items").GetArrayLength();
            cursor = page.RootElement.GetProperty("next").GetString() is { } next ? $"&cursor={Uri.EscapeDataString(next)}" : null;
        }
        while (cursor is not null);
        return online;
    }
}
