using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using Fettle.Bench.Running;

namespace Fettle.Bench.Measurements;

/// <summary>Every technician does something each second, each by a token of their own, while requesters have their portal open.</summary>
internal sealed class EverybodyAtWork(string url, DemoTokens tokens)
{
    private const int OpenPages = 2000;
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SayHello = TimeSpan.FromSeconds(10);
    private static readonly byte[] Handshake = Encoding.UTF8.GetBytes("{\"protocol\":\"json\",\"version\":1}\u001e");
    private static readonly byte[] Ping = Encoding.UTF8.GetBytes("{\"type\":6}\u001e");

    private readonly ConcurrentBag<double> _times = [];
    private int _failed;
    private int _linesCut;

    public async Task<List<Figure>> RunAsync(string database, CancellationToken cancel)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var lines = new List<Task>();
        foreach (var batch in tokens.Requesters.Take(OpenPages).Chunk(100))
        {
            var opened = await Task.WhenAll(batch.Select(token => OpenAsync(token, cancel)));
            lines.AddRange(opened.Select(line => HoldAsync(line, ends.Token)));
        }

        await Task.WhenAll(tokens.Technicians.Select((token, i) => WorkAsync(token, i, cancel)));
        await ends.CancelAsync();
        await Task.WhenAll(lines);

        return
        [
            new($"{tokens.Technicians.Count} technicians at work, {lines.Count:N0} portal pages open, {database}",
                $"median {Statistics.Percentile(_times, 0.5):0.0} ms, p95 {Statistics.Percentile(_times, 0.95):0.0} ms", "p95 < 200 ms"),
            new($"of {_times.Count:N0} answers then failed, {database}", $"{_failed}", "0"),
            new($"of {lines.Count:N0} live lines then cut, {database}", $"{_linesCut}", "0"),
        ];
    }

    private async Task WorkAsync(string token, int who, CancellationToken cancel)
    {
        var dice = new Random(who);
        using var http = new HttpClient { BaseAddress = new(url) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        // They come in one after the other, as people do; then each has a rhythm of their own.
        await Task.Delay(TimeSpan.FromMilliseconds(40 * who), cancel);
        var numbers = await LargeDesk.NumbersAsync(http, cancel);
        var until = Stopwatch.GetTimestamp() + (long)(Lasts.TotalSeconds * Stopwatch.Frequency);
        using var second = new PeriodicTimer(Each);
        for (var step = 0; Stopwatch.GetTimestamp() < until; step++)
        {
            var number = numbers[dice.Next(numbers.Length)];
            switch (dice.Next(100))
            {
                case < 40:
                    await CallAsync(http, HttpMethod.Get, "/api/tickets?view=mine&limit=50", cancel);
                    break;
                case < 65:
                    await CallAsync(http, HttpMethod.Get, $"/api/tickets/{number}", cancel);
                    await CallAsync(http, HttpMethod.Get, $"/api/tickets/{number}/timeline", cancel);
                    break;
                case < 75:
                    await CallAsync(http, HttpMethod.Get, "/api/tickets/counts", cancel);
                    break;
                case < 85:
                    await CallAsync(http, HttpMethod.Get, "/api/tickets?q=printer%20invoice&limit=50", cancel);
                    break;
                default:
                    await CallAsync(http, HttpMethod.Post, $"/api/tickets/{number}/replies", cancel);
                    break;
            }
            await second.WaitForNextTickAsync(cancel);
        }
    }

    private async Task CallAsync(HttpClient http, HttpMethod method, string path, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, path);
        if (method == HttpMethod.Post)
            request.Content = JsonContent.Create(new BenchReply("Seen, I am on it.", Public: true), BenchJson.Default.BenchReply);
        var start = Stopwatch.GetTimestamp();
        try
        {
            using var response = await http.SendAsync(request, cancel);
            await response.Content.ReadAsByteArrayAsync(cancel);
            _times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            if (!response.IsSuccessStatusCode)
                Interlocked.Increment(ref _failed);
        }
        catch (HttpRequestException)
        {
            Interlocked.Increment(ref _failed);
        }
    }

    private async Task<ClientWebSocket> OpenAsync(string token, CancellationToken cancel)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        await socket.ConnectAsync(new Uri($"{url.Replace("http:", "ws:", StringComparison.Ordinal)}/live"), cancel);
        await socket.SendAsync(Handshake, WebSocketMessageType.Text, true, cancel);
        return socket;
    }

    private async Task HoldAsync(ClientWebSocket socket, CancellationToken cancel)
    {
        using var line = socket;
        var buffer = new byte[1024];
        try
        {
            var hello = Task.Delay(SayHello, cancel);
            var heard = socket.ReceiveAsync(buffer, cancel);
            while (true)
            {
                if (await Task.WhenAny(hello, heard) == hello)
                {
                    await socket.SendAsync(Ping, WebSocketMessageType.Text, true, cancel);
                    hello = Task.Delay(SayHello, cancel);
                    continue;
                }
                if ((await heard).MessageType == WebSocketMessageType.Close)
                    break;
                heard = socket.ReceiveAsync(buffer, cancel);
            }
            Interlocked.Increment(ref _linesCut);
        }
        catch (Exception e) when (cancel.IsCancellationRequested && e is (OperationCanceledException or WebSocketException))
        {
            // The measurement is over.
        }
        catch (WebSocketException)
        {
            Interlocked.Increment(ref _linesCut);
        }
    }
}
