using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Fettle.Bench.Running;

namespace Fettle.Bench.Measurements;

/// <summary>
/// A desk after years of work: 1,000,000 tickets with 10,000,000 messages, 50,000 people, 250 technicians; or a tenth of it, where besides all technicians
/// work at once while portal pages are open.
/// </summary>
internal sealed class LargeDesk(Checkout checkout, bool full)
{
    private const int WarmUp = 20;
    private const int Counted = 200;
    private const int Views = 30;

    private int Tickets => full ? 1_000_000 : 100_000;

    private int People => full ? 50_000 : 100_000;

    public async Task<Report> RunAsync(CancellationToken cancel)
    {
        var figures = new List<Figure>();
        await using (var sqlite = new TemporaryFolder())
            figures.AddRange(await MeasureAsync("SQLite", sqlite.Path, null, cancel));

        await using var postgres = await TemporaryPostgres.StartAsync(cancel);
        await using (var data = new TemporaryFolder())
            figures.AddRange(await MeasureAsync("PostgreSQL", data.Path, postgres.ConnectionString, cancel));

        return new(
            full ? "A desk with a million tickets" : "A desk with a hundred thousand tickets, and everybody at work",
            $"One server and one client on one machine over loopback HTTP; {Tickets:N0} tickets with ten messages each, {People:N0} people and 250 technicians made by `fettle-server demo`, seeded. "
            + $"{WarmUp} calls to warm up, then {Counted} one after the other, each on another ticket; the time is the client's, to the last byte. The counts are of {Views} views."
            + (full ? "" : " Then 250 technicians do something every second for a minute (queue 40 %, ticket and timeline 25 %, counts 10 %, search 10 %, reply 15 %) while 2,000 portal pages hold their live line."),
            figures);
    }

    private async Task<List<Figure>> MeasureAsync(string database, string data, string? connection, CancellationToken cancel)
    {
        var making = Stopwatch.StartNew();
        await Machine.RunAsync(
            checkout.Server,
            [
                "demo", .. RunningServer.Where(data, connection), "--tickets", $"{Tickets}", "--devices", "1000", "--people", $"{People}", "--articles", "400", "--technicians", "250",
                "--messages", "10", "--tokens", "250",
            ],
            cancel);
        var made = making.Elapsed;
        await using var server = await RunningServer.StartAsync(checkout, data, connection, cancel, "--RateLimits:RequestsPerMinute", "1000000");
        using var http = new HttpClient { BaseAddress = new(server.Url) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", DemoAccess.Read(data).Token);
        await SaveViewsAsync(http, cancel);
        var numbers = await NumbersAsync(http, cancel);
        string[] words = ["printer", "invoice certificate", "outlook password", "shared drive red", "scanning mail", "docking station freezes"];

        var figures = new List<Figure> { new($"making it, {database}", $"{made.TotalMinutes:0.0} min") };
        figures.AddRange(
        [
            await TimeAsync($"queue view, {database}", "p95 < 100 ms", i => http.GetAsync(i % 2 == 0 ? "/api/tickets?view=active&limit=50" : "/api/tickets?view=all&limit=50", cancel), cancel),
            await TimeAsync($"ticket, {database}", "p95 < 60 ms", i => http.GetAsync($"/api/tickets/{numbers[i % numbers.Length]}", cancel), cancel),
            await TimeAsync($"its timeline, {database}", "p95 < 60 ms", i => http.GetAsync($"/api/tickets/{numbers[i % numbers.Length]}/timeline", cancel), cancel),
            await TimeAsync($"counts of {Views} views, {database}", "p95 < 100 ms", _ => http.GetAsync("/api/tickets/counts", cancel), cancel),
            await TimeAsync($"search, {database}", "p95 < 200 ms", i => http.GetAsync($"/api/tickets?q={words[i % words.Length]}&limit=50", cancel), cancel),
            await TimeAsync($"search among the open ones, {database}", "p95 < 200 ms", i => http.GetAsync($"/api/tickets?q={words[i % words.Length]}&status=active&limit=50", cancel), cancel),
            await TimeAsync(
                $"a reply, {database}", "p95 < 50 ms",
                i => http.PostAsJsonAsync($"/api/tickets/{numbers[i % numbers.Length]}/replies", new BenchReply("I have looked at it again: please try it now.", Public: true), BenchJson.Default.BenchReply, cancel), cancel),
        ]);
        if (!full)
            figures.AddRange(await new EverybodyAtWork(server.Url, DemoTokens.Read(data)).RunAsync(database, cancel));
        return figures;
    }

    /// <summary>With those that are there already, thirty.</summary>
    private static async Task SaveViewsAsync(HttpClient http, CancellationToken cancel)
    {
        using var there = JsonDocument.Parse(await http.GetStringAsync("/api/views", cancel));
        string[] queries = ["status=active&tag=dns", "status=waitingForOther", "kind=request&status=active", "status=resolved&tag=disk", "status=active&due=breached", "sort=updated&tag=print"];
        for (var i = there.RootElement.GetArrayLength(); i < Views; i++)
            (await http.PostAsJsonAsync("/api/views", new BenchView($"View {i}", queries[i % queries.Length]), BenchJson.Default.BenchView, cancel)).EnsureSuccessStatusCode();
    }

    /// <summary>Tickets that whoever asks works on.</summary>
    public static async Task<long[]> NumbersAsync(HttpClient http, CancellationToken cancel)
    {
        using var page = JsonDocument.Parse(await http.GetStringAsync("/api/tickets?view=active&limit=200", cancel));
        return [.. page.RootElement.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("number").GetInt64())];
    }

    private static async Task<Figure> TimeAsync(string what, string target, Func<int, Task<HttpResponseMessage>> call, CancellationToken cancel)
    {
        var times = new List<double>(Counted);
        for (var i = 0; i < WarmUp + Counted; i++)
        {
            var start = Stopwatch.GetTimestamp();
            using var response = await call(i);
            await response.Content.ReadAsByteArrayAsync(cancel);
            if (!response.IsSuccessStatusCode)
                throw new InvalidOperationException($"{what}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(cancel)}");
            if (i >= WarmUp)
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        return new(what, $"median {Statistics.Percentile(times, 0.5):0.0} ms, p95 {Statistics.Percentile(times, 0.95):0.0} ms", target);
    }
}
