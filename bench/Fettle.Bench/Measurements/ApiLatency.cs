using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using Fettle.Bench.Running;

namespace Fettle.Bench.Measurements;

/// <summary>How long the API calls behind the queue, ticket and device pages take with 100,000 tickets and 1,000 devices.</summary>
internal sealed class ApiLatency(Checkout checkout)
{
    private const int WarmUp = 30;
    private const int Counted = 200;

    public async Task<Report> RunAsync(CancellationToken cancel)
    {
        var figures = new List<Figure>();
        await using (var sqlite = new TemporaryFolder())
            figures.AddRange(await MeasureAsync("SQLite", sqlite.Path, null, cancel));

        await using var postgres = await TemporaryPostgres.StartAsync(cancel);
        await using (var data = new TemporaryFolder())
            figures.AddRange(await MeasureAsync("PostgreSQL", data.Path, postgres.ConnectionString, cancel));

        return new(
            "API of the queue, ticket and device pages",
            $"One server and one client on one machine over loopback HTTP, 100,000 tickets and 1,000 devices made by `fettle-server demo`; {WarmUp} calls to warm up, then {Counted} one after the other, each on another "
            + "ticket or device; the time is the client's, to the last byte. For scale, Request Tracker 5 with 6,600 tickets on such a machine: list 917 ms, ticket 305 ms, full-text search 1,047 ms, a new ticket 246 ms.",
            figures);
    }

    private async Task<List<Figure>> MeasureAsync(string database, string data, string? connection, CancellationToken cancel)
    {
        await Machine.RunAsync(checkout.Server, ["demo", .. RunningServer.Where(data, connection), "--tickets", "100000", "--devices", "1000", "--people", "2000", "--articles", "400"], cancel);
        await using var server = await RunningServer.StartAsync(checkout, data, connection, cancel, "--RateLimits:RequestsPerMinute", "1000000");
        var access = DemoAccess.Read(data);
        using var http = new HttpClient { BaseAddress = new(server.Url) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", access.Token);

        string[] words = ["printer", "slow", "network", "password", "disk", "mail"];
        var numbers = await NumbersAsync(http, "/api/tickets?limit=200", "number", cancel);
        var devices = await NumbersAsync(http, "/api/devices?limit=200", "id", cancel);
        (string Name, Func<int, string> Path)[] calls =
        [
            ("queue, first page", _ => "/api/tickets?status=open&limit=50"),
            ("queue, all by last change", _ => "/api/tickets?limit=50"),
            ("counts of the views", _ => "/api/tickets/counts"),
            ("full-text search", i => $"/api/tickets?q={words[i % words.Length]}&limit=50"),
            ("full-text search, two letters", i => $"/api/tickets?q={words[i % words.Length][..2]}&limit=50"),
            ("full-text search, a word in most tickets", _ => "/api/tickets?q=the&limit=50"),
            ("full-text search among the open ones", i => $"/api/tickets?q={words[i % words.Length]}&status=active&limit=50"),
            ("ticket", i => $"/api/tickets/{numbers[i % numbers.Length]}"),
            ("ticket's timeline", i => $"/api/tickets/{numbers[i % numbers.Length]}/timeline"),
            ("ticket's diagnosis", i => $"/api/tickets/{numbers[i % numbers.Length]}/diagnosis"),
            ("devices, first page", _ => "/api/devices?limit=50"),
            ("device", i => $"/api/devices/{devices[i % devices.Length]}"),
            ("palette search", i => $"/api/search?q={words[i % words.Length][..3]}"),
            ("palette search, two letters", i => $"/api/search?q={words[i % words.Length][..2]}"),
            ("palette search, a word in most tickets", _ => "/api/search?q=the"),
        ];

        var figures = new List<Figure>();
        foreach (var (name, path) in calls)
            figures.Add(await TimeAsync($"{name}, {database}", i => http.GetAsync(path(i), cancel), cancel));
        figures.Add(await TimeAsync($"a new ticket, {database}", i => http.PostAsync("/api/tickets", NewTicket(i), cancel), cancel));
        return figures;
    }

    private static async Task<Figure> TimeAsync(string what, Func<int, Task<HttpResponseMessage>> call, CancellationToken cancel)
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
        return new(what, $"median {Statistics.Percentile(times, 0.5):0.0} ms, p95 {Statistics.Percentile(times, 0.95):0.0} ms", "p95 < 40 ms");
    }

    private static StringContent NewTicket(int i) => new(
        $$"""{"kind":"incident","subject":"The printer on floor {{i}} is jammed","body":"It says *paper jam*, and there is none."}""",
        MediaTypeHeaderValue.Parse("application/json"));

    private static async Task<long[]> NumbersAsync(HttpClient http, string path, string field, CancellationToken cancel)
    {
        using var page = JsonDocument.Parse(await http.GetStringAsync(path, cancel));
        return [.. page.RootElement.GetProperty("items").EnumerateArray().Select(i => i.GetProperty(field).GetInt64())];
    }
}
